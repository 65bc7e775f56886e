// How long the conversations of a script are.
import type { ScriptData } from '../compiledScript.ts';
import { redFlagRank } from '../disposition.ts';
import { bestOnwards, type Path } from './search.ts';
import type { Walk } from './walk.ts';

export interface Figures {
  readonly questions: number;
  readonly rules: number;
  /** Questions asked in the longest and shortest conversation, information questions not counted. */
  readonly longest: number;
  readonly shortest: number;
  /** Over all different conversations, each counted once. */
  readonly mean: number;
  /** Most questions before a conversation ends in a red flag. */
  readonly worstToRedFlag: number;
  /** Questions asked when every answer is reassuring. */
  readonly reassuring: number;
  readonly conversations: number;
  readonly places: number;
}

export interface LandmarkPaths {
  readonly longest: Path;
  readonly shortest: Path;
  readonly redFlag: Path;
}

export function measure(script: ScriptData, walk: Walk): { figures: Figures; paths: LandmarkPaths } {
  const one = () => 1;
  const isMore = (left: number, right: number) => left > right;
  const isLess = (left: number, right: number) => left < right;
  const isRedFlag = (rule: number) => (script.rules[rule]?.rank === redFlagRank ? 0 : null);
  const longest = bestOnwards(walk, () => 0, { step: one, isBetter: isMore });
  const shortest = bestOnwards(walk, () => 0, { step: one, isBetter: isLess });
  const redFlag = bestOnwards(walk, (end) => isRedFlag(end.rule), { step: one, isBetter: isMore });
  const total: number[] = [];
  const ways: number[] = [];
  for (const place of walk.places) {
    const next = place.kind === 'ask' ? place.next : [];
    const sum = (values: readonly number[]) => next.reduce((sofar, to) => sofar + (values[to] ?? 0), 0);
    ways.push(next.length === 0 ? 1 : sum(ways));
    total.push(next.length === 0 ? 0 : sum(total) + sum(ways));
  }
  const at = (values: readonly (number | null)[]) => values[walk.root] ?? 0;
  return {
    figures: {
      questions: script.questions.length,
      rules: script.rules.length,
      longest: at(longest.value),
      shortest: at(shortest.value),
      mean: Math.round((at(total) / at(ways)) * 100) / 100,
      worstToRedFlag: at(redFlag.value),
      reassuring: reassuringLength(script, walk),
      conversations: at(ways),
      places: walk.places.length,
    },
    paths: {
      longest: longest.path(walk.root),
      shortest: shortest.path(walk.root),
      redFlag: redFlag.path(walk.root),
    },
  };
}

function reassuringLength(script: ScriptData, walk: Walk): number {
  let asked = 0;
  for (let place = walk.places[walk.root]; place?.kind === 'ask'; asked += 1) {
    place = walk.places[place.next[script.questions[place.question]?.reassuring ?? 0] ?? -1];
  }
  return asked;
}

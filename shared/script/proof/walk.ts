// Every conversation a script can lead, as one graph: a place is what is still open, not how it was come to.
import { assert } from '../../base/assert.ts';
import { highestReach, sameOutcome } from '../assess.ts';
import type { ScriptData } from '../compiledScript.ts';
import { type DispositionCode, rankOf, redFlagRank } from '../disposition.ts';
import { tooLargeToProve } from './diagram.ts';
import { noRule } from './functions.ts';
import { alwaysFalse, alwaysTrue, type ResidueId, ResiduePool } from './residue.ts';

export type PlaceId = number;
/** As for nodes of diagrams: the largest script of the library has 129. */
export const walkPlacesMax = 40_000;

export interface AskPlace {
  readonly kind: 'ask';
  readonly question: number;
  /** The rule that is certain already; {@link noRule} before the vulnerability screen. */
  readonly certain: number;
  /** Whether an open rule of a red flag depends on the question asked here. */
  readonly forRedFlag: boolean;
  /** The next place, by answer class. */
  readonly next: readonly PlaceId[];
}
export interface EndPlace {
  readonly kind: 'end';
  readonly rule: number;
  readonly to: DispositionCode | null;
}
export type Place = AskPlace | EndPlace;

export interface Walk {
  readonly root: PlaceId;
  /** Children come before their parents, so one pass in order computes anything bottom-up. */
  readonly places: readonly Place[];
}

interface Situation {
  readonly rules: readonly ResidueId[];
  readonly raises: readonly ResidueId[];
}

type Reduced =
  | { readonly kind: 'end'; readonly rule: number; readonly to: DispositionCode | null }
  | {
      readonly kind: 'open';
      readonly certain: number;
      readonly open: readonly ResidueId[];
      readonly red: readonly ResidueId[];
    };

export function walkScript(script: ScriptData): Walk {
  const pool = new ResiduePool();
  const places: Place[] = [];
  const found = new Map<string, PlaceId>();
  const add = (place: Place): PlaceId => {
    assert(places.length < walkPlacesMax, tooLargeToProve);
    places.push(place);
    return places.length - 1;
  };
  const visit = (situation: Situation): PlaceId => {
    const reduced = reduce(script, situation);
    const key = keyOf(reduced, situation, script);
    const known = found.get(key);
    if (known !== undefined) return known;
    const place = reduced.kind === 'end' ? add(reduced) : add(ask(reduced, situation));
    found.set(key, place);
    return place;
  };
  const ask = (reduced: Extract<Reduced, { kind: 'open' }>, situation: Situation): AskPlace => {
    const question = Math.min(...reduced.open.map((residue) => pool.firstQuestion(residue)));
    const next = (script.questions[question]?.classes ?? []).map((_, answer) => {
      const after = (residue: ResidueId) => pool.answer(residue, question, answer);
      return visit({ rules: situation.rules.map(after), raises: situation.raises.map(after) });
    });
    const forRedFlag = reduced.red.some((residue) => pool.questions(residue).includes(question));
    return { kind: 'ask', question, certain: reduced.certain, forRedFlag, next };
  };
  const root = visit({
    rules: script.rules.map((rule) => pool.of(rule.when)),
    raises: script.raises.map((row) => pool.of(row.when)),
  });
  return { root, places };
}

/** What of a situation can still matter: the same steps as in `assess`, on what is left of the conditions. */
function reduce(script: ScriptData, { rules, raises }: Situation): Reduced {
  const first = rules.indexOf(alwaysTrue);
  const before = first < 0 ? rules.length : first;
  const open = script.rules
    .slice(0, before)
    .filter((rule) => (rules[rule.index] ?? alwaysFalse) > alwaysTrue);
  const deciding = script.rules[first];
  while (deciding !== undefined && open.length > 0 && sameOutcome(open.at(-1), deciding)) open.pop();
  const residueOf = (index: number) => rules[index] ?? alwaysFalse;
  if (open.length > 0) {
    const red = open.filter((rule) => rule.rank === redFlagRank).map((rule) => residueOf(rule.index));
    return { kind: 'open', certain: noRule, open: open.map((rule) => residueOf(rule.index)), red };
  }
  if (deciding === undefined) return { kind: 'end', rule: noRule, to: null };
  const active = script.raises.filter((_, index) => raises[index] === alwaysTrue);
  const best = highestReach(active, deciding.to);
  const higher = script.raises
    .map((row, index) => ({ row, residue: raises[index] ?? alwaysFalse }))
    .filter((one) => one.residue > alwaysTrue && rankOf(highestReach([one.row], deciding.to)) > rankOf(best));
  if (higher.length === 0) return { kind: 'end', rule: first, to: best };
  return { kind: 'open', certain: first, open: higher.map((one) => one.residue), red: [] };
}

/** Two situations are one place when the same rules and rows are open in the same way. */
function keyOf(reduced: Reduced, { rules, raises }: Situation, script: ScriptData): string {
  if (reduced.kind === 'end') return `end ${reduced.rule} ${reduced.to}`;
  if (reduced.certain !== noRule) return `screen ${reduced.certain} ${raises.join(',')}`;
  const first = rules.indexOf(alwaysTrue);
  const relevant = script.rules
    .filter((rule) => (first < 0 || rule.index < first) && (rules[rule.index] ?? 0) > alwaysTrue)
    .map((rule) => `${rule.index}:${rules[rule.index]}`);
  return `ask ${first} ${relevant.join(',')} ${raises.join(',')}`;
}

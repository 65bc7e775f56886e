// Keeps AU4. Assessments run again through another version: whose outcome changes, and which way.
import { type Answers, assess, checkAnswer } from '../assess.ts';
import type { ScriptData } from '../compiledScript.ts';
import { type DispositionCode, dispositionCodes, rankOf } from '../disposition.ts';

/** One stored assessment: its answers, and what its own version made of them. */
export interface ReplayCase {
  readonly contactId: string;
  readonly assessmentId: string;
  readonly fromVersion: number;
  readonly answers: Answers;
  /** What its own version proposes; null when that is still open, or the version is not known here. */
  readonly before: string | null;
}

/**
 * up and down: more and less urgent. sideways: another outcome of the same rank. open: the new version would ask more.
 * decided: it was open before.
 */
export type Direction = 'up' | 'down' | 'sideways' | 'open' | 'decided';

export interface ReplayedCase {
  readonly contactId: string;
  readonly assessmentId: string;
  readonly fromVersion: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly direction: Direction;
}

export interface Replayed {
  readonly assessments: number;
  readonly unchanged: number;
  readonly changed: readonly ReplayedCase[];
}

export function replayCases(script: ScriptData, cases: Iterable<ReplayCase>): Replayed {
  const changed: ReplayedCase[] = [];
  let assessments = 0;
  for (const { answers, contactId, assessmentId, fromVersion, before } of cases) {
    assessments += 1;
    const after = assess(script, fitting(script, answers)).proposal?.disposition ?? null;
    if (after === before) continue;
    changed.push({
      ...{ contactId, assessmentId, fromVersion, before, after },
      direction: directionOf(before, after),
    });
  }
  return { assessments, unchanged: assessments - changed.length, changed };
}

/** Answers to questions that are gone, or that no longer fit their question, count as not given. */
export function fitting(script: ScriptData, answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) => {
      const checked = checkAnswer(script, id, answer);
      return checked.ok ? [[id, checked.answer]] : [];
    }),
  );
}

function directionOf(before: string | null, after: string | null): Direction {
  if (after === null) return 'open';
  const [old, now] = [codeOf(before), codeOf(after)];
  if (old === undefined || now === undefined) return 'decided';
  if (rankOf(now) === rankOf(old)) return 'sideways';
  return rankOf(now) > rankOf(old) ? 'up' : 'down';
}

function codeOf(code: string | null): DispositionCode | undefined {
  return dispositionCodes.find((one) => one === code);
}

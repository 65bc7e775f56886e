// Keeps QC1, QC2. What each question of a script costs in a call, beside how often it changed where the call led.
import { own } from '../../base/own.ts';
import { type Answers, assess } from '../assess.ts';
import { classOf } from '../compile/answerClass.ts';
import type { CompiledQuestion, ScriptData } from '../compiledScript.ts';
import { finishAnswers } from '../finishAnswers.ts';

/** One assessment as it was led. */
export interface CostRun {
  readonly answers: Answers;
  /** Questions a person answered in the call; what came from a record cost no time. */
  readonly asked: readonly string[];
  /** From a question's showing to its answer, corrections included; missing where nobody measured. */
  readonly ms: Readonly<Record<string, number>>;
}

export interface QuestionCost {
  readonly questionId: string;
  readonly asked: number;
  readonly medianMs: number | null;
  readonly totalMs: number;
  /** Assessments that would have ended elsewhere with the reassuring answer to this question. */
  readonly changedOutcome: number;
}

export function questionCosts(script: ScriptData, runs: readonly CostRun[]): QuestionCost[] {
  const changes = countChanges(script, runs);
  return script.questions.map((question) => {
    const asked = runs.filter((run) => run.asked.includes(question.id));
    const times = asked.flatMap((run) => own(run.ms, question.id) ?? []);
    return {
      questionId: question.id,
      asked: asked.length,
      medianMs: medianOf(times),
      totalMs: times.reduce((sum, ms) => sum + ms, 0),
      changedOutcome: changes.get(question.id) ?? 0,
    };
  });
}

/** Most answers are the reassuring one and change nothing; those need no second look. */
function countChanges(script: ScriptData, runs: readonly CostRun[]): Map<string, number> {
  const outcomeOf = rememberOutcomes(script);
  const changes = new Map<string, number>();
  for (const { answers, asked } of runs) {
    const worrying = asked.filter((id) => isWorrying(questionOf(script, id), answers));
    if (worrying.length === 0) continue;
    const before = outcomeOf(answers);
    for (const id of worrying) {
      const question = questionOf(script, id);
      const reassuring = question?.classes[question.reassuring]?.sample ?? 'unknown';
      if (outcomeOf({ ...answers, [id]: reassuring }) !== before) changes.set(id, (changes.get(id) ?? 0) + 1);
    }
  }
  return changes;
}

function questionOf(script: ScriptData, id: string): CompiledQuestion | undefined {
  return script.questions[own(script.indexOf, id) ?? -1];
}

function isWorrying(question: CompiledQuestion | undefined, answers: Answers): boolean {
  const answer = question === undefined ? undefined : own(answers, question.id);
  return question !== undefined && answer !== undefined && classOf(question, answer) !== question.reassuring;
}

/** What is still open counts as reassuring: a call that a red flag ended is compared with the call it would have been. */
function rememberOutcomes(script: ScriptData): (answers: Answers) => string {
  const known = new Map<string, string>();
  return (answers) => {
    const key = script.questions.map(({ id }) => JSON.stringify(own(answers, id) ?? null)).join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const { proposal } = assess(script, finishAnswers(script, answers));
    const outcome = JSON.stringify([proposal?.disposition, proposal?.goto, proposal?.also.toSorted()]);
    known.set(key, outcome);
    return outcome;
  };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

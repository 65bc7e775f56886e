// Keeps SC10. A façade over the pure transition of XState: answers in, place out, nothing runs and nothing is stored.
import { initialTransition, transition } from 'xstate';
import type { Answers, AssessmentView } from './assess.ts';
import type { CompiledScript } from './compileScript.ts';
import type { GivenAnswer, MachineContext } from './scriptMachine.ts';

export type { GivenAnswer } from './scriptMachine.ts';

/** Where one run of a script stands. The library's snapshot stays inside: it is a cache, never stored. */
export interface Position {
  /** `ask_<question>` or `outcome_<disposition>`. */
  readonly state: string;
  readonly answers: Answers;
  readonly view: AssessmentView;
}

export function replay(script: CompiledScript, answers: readonly GivenAnswer[]): Position {
  let [snapshot] = initialTransition(script.machine);
  for (const { questionId, answer } of answers) {
    [snapshot] = transition(script.machine, snapshot, { type: 'answer', questionId, answer });
  }
  const context = snapshot.context as MachineContext;
  return { state: String(snapshot.value), answers: context.answers, view: context.view };
}

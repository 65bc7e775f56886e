import { createMachine, transition } from 'xstate';

/**
 * A record's life as a machine: phases and the words that lead from one to the next.
 * XState stays behind this façade; callers see plain phase names and `null` for "not from here".
 */
export interface Lifecycle<Phase extends string, Word extends string> {
  readonly initial: Phase;
  readonly phases: readonly Phase[];
  next(phase: Phase, word: Word): Phase | null;
}

export function defineLifecycle<Phase extends string, Word extends string>(
  initial: Phase,
  moves: Readonly<Record<Phase, Partial<Readonly<Record<Word, Phase>>>>>,
): Lifecycle<Phase, Word> {
  const phases = Object.keys(moves) as Phase[];
  const states = Object.fromEntries(phases.map((phase) => [phase, { on: { ...moves[phase] } }]));
  const machine = createMachine({ initial, states });
  return {
    initial,
    phases,
    next(phase, word) {
      const before = machine.resolveState({ value: phase });
      if (!before.can({ type: word })) return null;
      const [after] = transition(machine, before, { type: word });
      return after.value as Phase;
    },
  };
}

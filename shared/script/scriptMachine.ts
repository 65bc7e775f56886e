// Keeps SC10. The machine of one script: its states are the script's questions and outcomes.
import { type AnyStateMachine, assign, setup } from 'xstate';
import { type Answer, type Answers, type AssessmentView, assess } from './assess.ts';
import type { ScriptData } from './compiledScript.ts';
import { type DispositionCode, dispositionCodes } from './disposition.ts';

export type ScriptMachine = AnyStateMachine;

export interface MachineContext {
  readonly answers: Answers;
  readonly view: AssessmentView;
}

export interface GivenAnswer {
  readonly questionId: string;
  readonly answer: Answer;
}

type Answered = { readonly type: 'answer' } & GivenAnswer;

/** Questions and outcomes share one name space in the machine; neither can be mistaken for the other. */
export const stateOfQuestion = (id: string) => `ask_${id}`;
export const stateOfOutcome = (code: DispositionCode) => `outcome_${code}`;
export const stateWithoutOutcome = 'outcome_none';

/**
 * After every answer the machine passes the choice `next`, which leads to a question or an outcome. Guards are
 * the closed pair below and only compare names with the view that `keep` computed once, so an answer costs
 * one evaluation however large the script is. Outcomes are not final states: a correction may lead back.
 */
export function buildMachine(script: ScriptData): ScriptMachine {
  const outcomes = [...dispositionCodes].filter((code) => couldEndIn(script, code));
  const names = [
    ...script.questions.map((question) => stateOfQuestion(question.id)),
    ...outcomes.map(stateOfOutcome),
    stateWithoutOutcome,
  ];
  const { createMachine } = setup({
    types: {} as { context: MachineContext; events: Answered },
    guards: {
      asks: ({ context }, params: { readonly questionId: string }) => context.view.next === params.questionId,
      ends: ({ context }, params: { readonly code: DispositionCode }) =>
        context.view.proposal?.disposition === params.code,
    },
    actions: {
      keep: assign(({ context, event }) => {
        const answers = { ...context.answers, [event.questionId]: event.answer };
        return { answers, view: assess(script, answers) };
      }),
    },
  });
  return createMachine({
    id: `${script.id}@${script.version}`,
    context: { answers: {}, view: assess(script, {}) },
    initial: 'next',
    on: { answer: { target: '.next', actions: 'keep' } },
    states: {
      next: {
        always: [
          ...outcomes.map((code) => ({
            target: stateOfOutcome(code),
            guard: { type: 'ends' as const, params: { code } },
          })),
          ...script.questions.map(({ id }) => ({
            target: stateOfQuestion(id),
            guard: { type: 'asks' as const, params: { questionId: id } },
          })),
          { target: stateWithoutOutcome },
        ],
      },
      ...Object.fromEntries(names.map((name) => [name, {}])),
    },
  });
}

function couldEndIn(script: ScriptData, code: DispositionCode): boolean {
  return script.raises.length > 0 || script.rules.some((rule) => rule.to === code);
}

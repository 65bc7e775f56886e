// One answer of a running call: where the assessment stands now, beside one pure transition of a bare machine.
import { createMachine, initialTransition, transition } from 'xstate';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { type Answers, assess } from '../../shared/script/assess.ts';
import type { CompiledScript, ScriptData } from '../../shared/script/compileScript.ts';
import { linesFor } from '../../shared/script/linesFor.ts';
import { type Bench, inTurn } from './figures.ts';
import { type Spread, spreadOf } from './rawCommits.ts';

const library = new URL('../../shared/script/library', import.meta.url).pathname;
const conversations = 400;

/** The most to evaluate: every rule asks of every question in the worst case. */
export function largestScript(scripts: readonly CompiledScript[]): CompiledScript {
  const size = ({ questions, rules, raises }: ScriptData) =>
    questions.length * (rules.length + raises.length);
  return scripts.reduce((largest, script) => (size(script) > size(largest) ? script : largest));
}

/** Conversations that take other answers each time; every answer is one evaluation, as the engine makes it. */
export function timeAnswers(script: ScriptData, many: number): number[] {
  const times: number[] = [];
  for (let conversation = 0; conversation < many; conversation += 1) {
    let answers: Answers = {};
    for (let next = assess(script, answers).next; next !== null; ) {
      const question = script.questions[script.indexOf[next] ?? -1];
      const answer = question?.classes[classFor(conversation, times.length, question)]?.sample ?? 'unknown';
      const started = performance.now();
      answers = { ...answers, [next]: answer };
      const view = assess(script, answers);
      const disposition = view.proposal?.disposition ?? null;
      for (const list of ['guidance', 'advice', 'safetyNet'] as const)
        linesFor(script, list, { answers, disposition });
      times.push(performance.now() - started);
      next = view.next;
    }
  }
  return times.slice(Math.floor(times.length / 10));
}

/** Mostly reassuring, so that conversations are long; every seventh answer is another one. */
function classFor(
  conversation: number,
  answer: number,
  question: ScriptData['questions'][number] | undefined,
): number {
  if (question === undefined) return 0;
  return (conversation + answer) % 7 === 0 ? answer % question.classes.length : question.reassuring;
}

/** A machine of as many states as the script has questions, with a transition for each of its answers; no rules at all. */
export function measureBareMachine(script: ScriptData, many: number): Spread {
  const last = 'done';
  const states = script.questions.map((question, at) => {
    const target = script.questions[at + 1]?.id ?? last;
    const on = Object.fromEntries(question.classes.map((_, answer) => [`answer${answer}`, { target }]));
    return [question.id, { on }] as const;
  });
  const machine = createMachine({
    initial: script.questions[0]?.id ?? last,
    states: { ...Object.fromEntries(states), [last]: {} },
  });
  const times: number[] = [];
  for (let conversation = 0; conversation < many; conversation += 1) {
    let [snapshot] = initialTransition(machine);
    for (const question of script.questions) {
      const type = `answer${classFor(conversation, times.length, question)}`;
      const started = performance.now();
      [snapshot] = transition(machine, snapshot, { type });
      times.push(performance.now() - started);
    }
  }
  return spreadOf(times.slice(Math.floor(times.length / 10)));
}

export const scriptBench: Bench = {
  name: 'script.answer',
  unit: 'ms',
  what: 'one answer evaluated in the largest script: rules, next question, lines to say; against one pure transition of a bare XState machine of as many states',
  async round(productFirst) {
    const script = largestScript(readScriptLibrary(library).scripts);
    const { product, baseline } = await inTurn(productFirst, {
      product: async () => spreadOf(timeAnswers(script, conversations)),
      baseline: async () => measureBareMachine(script, conversations),
    });
    return [
      { part: 'p50', value: product.p50, baseline: baseline.p50 },
      { part: 'p99', value: product.p99, baseline: baseline.p99 },
      { part: 'rate', unit: '1/s', value: product.perSecond, baseline: baseline.perSecond },
    ];
  },
};

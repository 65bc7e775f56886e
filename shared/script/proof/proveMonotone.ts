// Keeps SC15. Making any one answer worse, "not sure" included, never lowers the urgency.
import type { CompiledQuestion } from '../compiledScript.ts';
import { rankOf } from '../disposition.ts';
import type { NodeId } from './diagram.ts';
import { dialogueLine, dialogueOf, nameOf } from './dialogue.ts';
import { codeAt, noRule } from './functions.ts';
import { findPair } from './search.ts';
import type { Proving, Violation } from './violation.ts';

export function proveMonotone(proving: Proving): Violation[] {
  const { script, functions } = proving;
  const { store, decides, final } = functions;
  const base = store.map(decides, (rule) => script.rules[rule]?.rank ?? 0);
  const raised = store.map(final, (value) => rankAt(value));
  return script.questions.flatMap((question) => {
    for (const ranks of [base, raised]) {
      const violation = firstDrop(proving, question, ranks);
      if (violation !== null) return [violation];
    }
    return [];
  });
}

/** One counterexample per question is enough: the shortest over all its pairs of answers. */
function firstDrop(
  { script, functions }: Proving,
  question: CompiledQuestion,
  ranks: NodeId,
): Violation | null {
  const { store, final } = functions;
  const found = question.order.flatMap(([lower, higher]) => {
    const milder = store.restrict(ranks, question.index, lower);
    const worse = store.restrict(ranks, question.index, higher);
    const path = findPair({ script, store, isGoal: (left, right) => left > right }, milder, worse);
    return path === null ? [] : [{ lower, higher, path, dialogue: dialogueOf(script, path) }];
  });
  const shortest = found.reduce<(typeof found)[number] | null>(
    (best, one) => (best === null || one.dialogue.length < best.dialogue.length ? one : best),
    null,
  );
  if (shortest === null) return null;
  const outcome = (answer: number) => {
    // What the path leaves open does not matter to the fall; it is told as the reassuring answer.
    const given = new Map(shortest.path.map((step) => [step.question, step.answer]));
    given.set(question.index, answer);
    let node = final;
    while (store.valueOf(node) === null) {
      const asked = store.variableOf(node);
      node = store.follow(node, asked, given.get(asked) ?? script.questions[asked]?.reassuring ?? 0);
    }
    return nameOf(codeAt(store.valueOf(node) ?? noRule));
  };
  const milder = dialogueLine(script, { question: question.index, answer: shortest.lower });
  const worse = dialogueLine(script, { question: question.index, answer: shortest.higher });
  const [before, after] = [outcome(shortest.lower), outcome(shortest.higher)];
  return {
    property: 'monotone',
    subject: question.id,
    message: {
      fi: `"${milder.fi}" antaa: ${before.fi}. Pahempi "${worse.fi}" antaa lievemmän: ${after.fi}.`,
      sv: `"${milder.sv}" ger: ${before.sv}. Det värre "${worse.sv}" ger ett lindrigare: ${after.sv}.`,
      en: `"${milder.en}" gives: ${before.en}. The worse "${worse.en}" gives less: ${after.en}.`,
    },
    dialogue: [...shortest.dialogue, worse],
  };
}

function rankAt(value: number): number {
  const code = codeAt(value);
  return code === null ? 0 : rankOf(code);
}

// Keeps EX1. Made-up assessments: conversations as a desk leads them, with answers drawn from every class of every question.
import { type Answer, type Answers, assess } from '../assess.ts';
import type { CompiledQuestion, ScriptData } from '../compiledScript.ts';
import type { ReplayCase } from './replayCases.ts';

export interface Generating {
  readonly script: ScriptData;
  readonly count: number;
  /** From 0 to just under 1. */
  readonly random: () => number;
}

/** Most answers are reassuring, or nearly every conversation would end at its first red flag. */
const worryShare = 0.15;
/** Told unasked at the beginning, so that answers also come out of order. */
const volunteeredShare = 0.05;

export function* generateCases({ script, count, random }: Generating): Generator<ReplayCase> {
  for (let number = 1; number <= count; number += 1) {
    const answers = converse(script, random);
    yield {
      contactId: `generated_${number}`,
      assessmentId: String(number),
      fromVersion: script.version,
      answers,
      before: assess(script, answers).proposal?.disposition ?? null,
    };
  }
}

function converse(script: ScriptData, random: () => number): Answers {
  let answers: Answers = Object.fromEntries(
    script.questions.flatMap((question): [string, Answer][] =>
      random() < volunteeredShare ? [[question.id, draw(question, random)]] : [],
    ),
  );
  for (;;) {
    const [next] = assess(script, answers).needed;
    const question = script.questions.find((one) => one.id === next);
    if (question === undefined) return answers;
    answers = { ...answers, [question.id]: draw(question, random) };
  }
}

function draw({ classes, reassuring }: CompiledQuestion, random: () => number): Answer {
  const pick = random() < worryShare ? Math.floor(random() * classes.length) : reassuring;
  return classes[pick]?.sample ?? 'unknown';
}

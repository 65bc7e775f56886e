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

/** Some callers are well and some are not; were all answers drawn alike, nearly every call would end at a red flag. */
const worryMax = 0.6;
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
  const worry = random() * worryMax;
  const draw = ({ classes, reassuring }: CompiledQuestion): Answer => {
    if (random() >= worry) return classes[reassuring]?.sample ?? 'unknown';
    const others = classes.filter((_, index) => index !== reassuring);
    return others[Math.floor(random() * others.length)]?.sample ?? 'unknown';
  };
  let answers: Answers = Object.fromEntries(
    script.questions.flatMap((question): [string, Answer][] =>
      random() < volunteeredShare ? [[question.id, draw(question)]] : [],
    ),
  );
  for (;;) {
    const [next] = assess(script, answers).needed;
    const question = script.questions.find((one) => one.id === next);
    if (question === undefined) return answers;
    answers = { ...answers, [question.id]: draw(question) };
  }
}

import { type Answers, assess } from './assess.ts';
import type { ScriptData } from './compiledScript.ts';

/** Answers everything that can still matter with its reassuring value, until the outcome is certain. */
export function finishAnswers(script: ScriptData, answers: Answers): Answers {
  let filled = answers;
  for (let left = script.questions.length; left > 0; left -= 1) {
    const { needed } = assess(script, filled);
    const [questionId] = needed;
    if (questionId === undefined) return filled;
    const question = script.questions[script.indexOf[questionId] ?? -1];
    filled = { ...filled, [questionId]: question?.classes[question.reassuring]?.sample ?? 'unknown' };
  }
  return filled;
}

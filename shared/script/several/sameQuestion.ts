// Keeps PA2. When one answer is an answer to two scripts.
import { own } from '../../base/own.ts';
import { checkAnswer } from '../assess.ts';
import type { CompiledQuestion, ScriptData } from '../compiledScript.ts';

/** "Any contact about the same matter in the last 3 days?" */
const repeatQuestion = 'c_repeat';

/**
 * The same question stands in both scripts: same id, same words in every language, same kind, options and unit. The
 * words decide, because ids are short and mean different things in different scripts (`fever`, `sudden`). A scale
 * measures its own script's trouble (how bad is this pain), and so does a call about "the same matter": in another
 * script they are other questions.
 */
export function isSameQuestion(left: ScriptData, right: ScriptData, questionId: string): boolean {
  const one = questionIn(left, questionId);
  const other = questionIn(right, questionId);
  if (one === undefined || other === undefined) return false;
  const isOfItsMatter = one.question.type === 'scale' || questionId === repeatQuestion;
  if (isOfItsMatter && left.id !== right.id) return false;
  return meaningOf(one) === meaningOf(other);
}

/** Whether an answer given in one script counts in the other: the same question, and within its bounds there too. */
export function countsIn(
  scripts: { readonly from: ScriptData; readonly to: ScriptData },
  questionId: string,
  answer: unknown,
): boolean {
  const { from, to } = scripts;
  return isSameQuestion(from, to, questionId) && checkAnswer(to, questionId, answer).ok;
}

/**
 * Whether an answer of an earlier contact may be kept when the caller says that nothing has changed. Signs of danger
 * are asked again every time, and so is what was only ever true of that day.
 */
export function mayKeepEarlier(script: ScriptData, questionId: string): boolean {
  const question = questionIn(script, questionId);
  if (question === undefined || question.stage === 'safety' || question.question.red_flag) return false;
  return !ofTheDay.includes(questionId);
}

/** Who calls, how worried they are, whether they called before, and which number and address are true today. */
const ofTheDay: readonly string[] = ['c_caller', 'c_worry', repeatQuestion, 'o_phone_addr'];

function questionIn(script: ScriptData, questionId: string): CompiledQuestion | undefined {
  return script.questions[own(script.indexOf, questionId) ?? -1];
}

function meaningOf({ question }: CompiledQuestion): string {
  const { type, say } = question;
  const options = 'options' in question ? question.options : null;
  return JSON.stringify([type, say.fi, say.sv, say.en, options, 'unit' in question ? question.unit : null]);
}

// Keeps SC20. One line in, one line out.
import { z } from 'zod';
import type { Language } from '../../shared/base/text.ts';
import { answerText } from '../../shared/script/answerText.ts';
import { type Answers, type AssessmentView, assess, checkAnswer } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { finishAnswers } from '../../shared/script/finishAnswers.ts';
import type { Question } from '../../shared/script/scriptFormat.ts';

export interface Player {
  begin(): string;
  take(line: string): string;
}

const lineSchema = z.union([
  z.strictObject({ finish: z.literal(true) }),
  z.strictObject({ id: z.string().optional(), answer: z.unknown() }),
]);

export function playInJson(script: CompiledScript, language: Language): Player {
  let answers: Answers = {};
  const now = () => JSON.stringify(shown(script, assess(script, answers), language));
  return {
    begin: now,
    take(line) {
      const parsed = lineSchema.safeParse(parse(line));
      if (!parsed.success) return JSON.stringify({ error: 'notUnderstood' });
      if ('finish' in parsed.data) {
        answers = finishAnswers(script, answers);
        return now();
      }
      const id = parsed.data.id ?? assess(script, answers).next;
      if (id === null) return JSON.stringify({ error: 'nothingAsked' });
      const checked = checkAnswer(script, id, inOurWords(parsed.data.answer));
      if (!checked.ok) return JSON.stringify({ error: checked.reason, id });
      answers = { ...answers, [id]: checked.answer };
      return now();
    },
  };
}

/** `disposition` is what the rules say; a raise by vulnerability stands beside it, with what it leads to. */
function shown(script: CompiledScript, view: AssessmentView, language: Language): object {
  const { proposal, next } = view;
  if (proposal !== null) {
    const given = (deciding: typeof proposal.deciding) =>
      deciding.map(({ questionId, answer }) => ({ id: questionId, answer }));
    return {
      disposition: proposal.raised?.from ?? proposal.disposition,
      because: given(proposal.deciding),
      reason: proposal.because?.[language] ?? null,
      asked: view.asked,
      also: proposal.also,
      raised:
        proposal.raised === null
          ? null
          : { to: proposal.disposition, because: given(proposal.raised.deciding) },
      goto: proposal.goto,
      open: view.open,
    };
  }
  const question = script.questions[script.indexOf[next ?? ''] ?? -1]?.question;
  if (question === undefined)
    return { disposition: null, because: [], asked: view.asked, also: [], raised: null };
  return {
    ask: {
      id: question.id,
      say: question.say[language],
      type: question.type,
      ...details(question, language),
    },
    open: view.open,
  };
}

function details(question: Question, language: Language): object {
  switch (question.type) {
    case 'yes_no':
      return { choices: ['yes', 'no', 'unknown'] };
    case 'choice':
    case 'many': {
      const keys = Object.keys(question.options);
      const labels = Object.fromEntries(
        keys.map((key) => [key, answerText(question, question.type === 'many' ? [key] : key)[language]]),
      );
      return { choices: [...keys, 'unknown'], labels };
    }
    case 'number':
      return { unit: question.unit, min: question.min, max: question.max };
    case 'scale':
      return { min: question.min, max: question.max };
    default:
      return {};
  }
}

/** Who writes JSON writes `true` for yes. */
function inOurWords(answer: unknown): unknown {
  return typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : answer;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

import { own } from '../base/own.ts';
import { type Language, type LocalText, languages } from '../base/text.ts';
import type { Answer } from './assess.ts';
import { unknownAnswer } from './compile/answerClass.ts';
import type { Question } from './scriptFormat.ts';
import { units } from './unit.ts';

export const answerWords = {
  yes: { fi: 'kyllä', sv: 'ja', en: 'yes' },
  no: { fi: 'ei', sv: 'nej', en: 'no' },
  unknown: { fi: 'ei tiedossa', sv: 'vet inte', en: 'not sure' },
  notAsked: { fi: 'ei kysytty', sv: 'inte frågat', en: 'not asked' },
  none: { fi: 'ei mitään näistä', sv: 'inget av dessa', en: 'none of these' },
} as const satisfies Record<string, LocalText>;

/** An answer as it is read in a plan, a handoff or a dialogue. */
export function answerText(question: Question, answer: Answer | undefined): LocalText {
  if (answer === undefined) return answerWords.notAsked;
  if (answer === unknownAnswer) return answerWords.unknown;
  switch (question.type) {
    case 'yes_no':
      return answer === 'yes' ? answerWords.yes : answerWords.no;
    case 'choice':
      return own(question.options, String(answer)) ?? plain(answer);
    case 'many': {
      const chosen = (Array.isArray(answer) ? answer : []).map((key: string) => own(question.options, key));
      return chosen.length === 0
        ? answerWords.none
        : each((language) => chosen.map((one) => one?.[language]).join(', '));
    }
    case 'number':
      return each((language) => `${decimal(answer, language)} ${units[question.unit][language]}`);
    case 'scale':
      return each(
        (language) => `${String(answer)}/${question.max} (${question.max} = ${question.ends.max[language]})`,
      );
    default:
      return plain(answer);
  }
}

function plain(answer: Answer): LocalText {
  return each(() => String(answer));
}

/** Finnish and Swedish write 38,5 where English writes 38.5. */
function decimal(answer: Answer, language: Language): string {
  return language === 'en' ? String(answer) : String(answer).replace('.', ',');
}

export function each(write: (language: Language) => string): LocalText {
  const [fi, sv, en] = languages.map(write);
  return { fi: fi ?? '', sv: sv ?? '', en: en ?? '' };
}

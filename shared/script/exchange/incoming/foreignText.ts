// Texts of a foreign resource in our three languages. What is not translated says so itself, in place.
import { type Language, type LocalText, languages } from '../../../base/text.ts';
import { translationUrl } from '../fhirShapes.ts';
import { loss } from '../lossReasons.ts';
import type { Ledger } from './ledger.ts';
import type { ForeignExtension } from './resource.ts';

const charsMax = 900;
const toDo: Readonly<Record<Language, string>> = { fi: 'KÄÄNNÄ', sv: 'ÖVERSÄTT', en: 'TRANSLATE' };

export interface Saying {
  readonly text: string | undefined;
  readonly extensions: readonly ForeignExtension[] | undefined;
  /** The path of the text; its translations lie beside it, under the same name with an underscore. */
  readonly path: string;
  /** What stands for a text that is not there. */
  readonly otherwise: string;
}

export type Say = (saying: Saying) => LocalText;

export function sayingIn(declared: string | undefined, ledger: Ledger): Say {
  const own = languages.find((one) => declared?.toLowerCase().split('-')[0] === one) ?? null;
  return ({ text, extensions, path, otherwise }) => {
    const words = new Map<Language, string>();
    const base = clip(text ?? '', path, ledger) || clip(otherwise, path, ledger);
    if (text === undefined || text.trim() === '') ledger.lose(path, loss.noText(otherwise));
    else {
      ledger.keep(path);
      if (own !== null) words.set(own, base);
    }
    for (const [index, extension] of (extensions ?? []).entries()) {
      const at = `${besides(path)}.extension[${index}]`;
      const told = translationOf(extension);
      if (told === null) continue;
      const { language, content } = told;
      if (words.has(language)) ledger.lose(at, loss.secondText(language));
      else {
        words.set(language, clip(content, at, ledger));
        ledger.keep(at);
      }
    }
    const missing = languages.filter((one) => !words.get(one));
    if (missing.length > 0) ledger.lose(path, loss.toTranslate(missing));
    const say = (language: Language) => words.get(language) || `${toDo[language]}: ${base}`;
    return { fi: say('fi'), sv: say('sv'), en: say('en') };
  };
}

function translationOf({ url, extension }: ForeignExtension): { language: Language; content: string } | null {
  if (url !== translationUrl) return null;
  const code = extension
    ?.find((one) => one.url === 'lang')
    ?.valueCode?.toLowerCase()
    .split('-')[0];
  const content = extension?.find((one) => one.url === 'content');
  const language = languages.find((one) => one === code);
  const words = content?.valueString ?? content?.valueMarkdown;
  return language === undefined || words === undefined || words.trim() === ''
    ? null
    : { language, content: words };
}

/** `item[0].text` → `item[0]._text`. */
function besides(path: string): string {
  const cut = path.lastIndexOf('.') + 1;
  return `${path.slice(0, cut)}_${path.slice(cut)}`;
}

function clip(text: string, path: string, ledger: Ledger): string {
  const plain = text.replace(/\s+/g, ' ').trim().normalize('NFC');
  if (plain.length <= charsMax) return plain;
  ledger.lose(path, loss.tooLong(charsMax));
  // Never between the two halves of one sign.
  return [...plain.slice(0, charsMax - 1)].filter((sign) => !/\p{Cs}/u.test(sign)).join('');
}

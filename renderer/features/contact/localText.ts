import type { Language, LocalText } from '../../../shared/base/text.ts';

/** A text in the language wanted, in Finnish where a translation is empty. */
export function said(text: LocalText, language: Language): string {
  return text[language] === '' ? text.fi : text[language];
}

/**
 * The language texts are read aloud in. For a caller of some other language the nurse reads their own and
 * the interpreter carries it on.
 */
export function readingLanguage(
  callLanguage: Language | 'other' | undefined,
  ownLanguage: Language,
): Language {
  return callLanguage === undefined || callLanguage === 'other' ? ownLanguage : callLanguage;
}

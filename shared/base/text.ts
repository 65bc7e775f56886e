import { z } from 'zod';

/** Every text the product shows exists in the three languages of the unit. Finnish is the default. */
export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];
export type LocalText = Readonly<Record<Language, string>>;

/** Limits in characters; a longer text is refused at the desk before it is stored. */
export const noteCharsMax = 8_000;
export const lineCharsMax = 1_000;
export const shortCharsMax = 200;

const loneSurrogate = /\p{Cs}/u;

/**
 * Free text as it may enter an op: NFC, no NUL, no lone surrogate. SQLite and JSON would store those
 * two differently from what was typed, so they are refused instead of being changed in silence.
 */
export function freeText(charsMax: number) {
  return z
    .string()
    .max(charsMax, 'textTooLong')
    .refine((text) => !text.includes('\u0000') && !loneSurrogate.test(text), 'textNotStorable')
    .transform((text) => text.normalize('NFC'));
}

/** As {@link freeText}, and not blank. */
export function filledText(charsMax: number) {
  return freeText(charsMax).refine((text) => text.trim() !== '', 'textEmpty');
}

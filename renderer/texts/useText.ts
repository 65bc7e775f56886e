import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/base/text.ts';
import type { texts } from './fi.ts';

export type Area = keyof typeof texts;
/** `waiting_one` and `waiting_other` are asked for as `waiting` with a `count`. */
type Singular<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
export type TextKey<Name extends Area> = Singular<keyof (typeof texts)[Name]> & string;
export type TextValues = Readonly<Record<string, string | number>>;
export type Say<Name extends Area> = (key: TextKey<Name>, values?: TextValues) => string;

/** Texts of one area in the language of the user, with keys the compiler knows. */
export function useText<Name extends Area>(area: Name): Say<Name> {
  const { i18n } = useTranslation();
  return (key, values) => i18n.t(key as string, { ns: area, ...values });
}

/** The language the user reads now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'sv' || i18n.language === 'en' ? i18n.language : 'fi';
}

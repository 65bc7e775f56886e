import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import type { Language } from '../../shared/base/text.ts';
import type { texts } from './fi.ts';

export type Area = keyof typeof texts;
/** `waiting_one` and `waiting_other` are asked for as `waiting` with a `count`. */
type Singular<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
export type TextKey<Name extends Area> = Singular<keyof (typeof texts)[Name]> & string;
export type TextValues = Readonly<Record<string, string | number>>;
export type Say<Name extends Area> = (key: TextKey<Name>, values?: TextValues) => string;

/** Texts of one area in the language of the user, with keys the compiler knows. The same function until the language changes. */
export function useText<Name extends Area>(area: Name): Say<Name> {
  return sayIn(useLanguage(), area);
}

/** The language the user reads now. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, languageNow);
}

function onLanguage(changed: () => void): () => void {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
}

function languageNow(): Language {
  return i18next.language === 'sv' || i18next.language === 'en' ? i18next.language : 'fi';
}

type Saying = (key: string, values?: TextValues) => string;
const saying = new Map<string, Saying>();

/** Texts without values are looked up once: a screen says hundreds of them each time it is drawn. */
function sayIn(language: Language, area: Area): Saying {
  const known = saying.get(`${language} ${area}`);
  if (known !== undefined) return known;
  const fixed = new Map<string, string>();
  const say: Saying = (key, values) => {
    if (values !== undefined) return i18next.t(key, { lng: language, ns: area, ...values });
    const text = fixed.get(key) ?? i18next.t(key, { lng: language, ns: area });
    fixed.set(key, text);
    return text;
  };
  saying.set(`${language} ${area}`, say);
  return say;
}

const counts = {
  fi: new Intl.NumberFormat('fi-FI'),
  sv: new Intl.NumberFormat('sv-FI'),
  en: new Intl.NumberFormat('en-GB'),
};

/** `1 200`, in English `1,200`. */
export function useCount(): (value: number) => string {
  const language = useLanguage();
  return (value) => counts[language].format(value);
}

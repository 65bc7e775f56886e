import i18next from 'i18next';
import { type Language, languages } from '../../shared/base/text.ts';
import { texts as en } from './en.ts';
import { texts as fi } from './fi.ts';
import { texts as sv } from './sv.ts';

// Keys are flat and contain dots; names are never inflected, so a sentence holds them after a colon.
void i18next.init({
  resources: { fi, sv, en },
  lng: 'fi',
  fallbackLng: 'fi',
  supportedLngs: [...languages],
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

export function setLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

import { describe, expect, it } from 'vitest';
import { shortcuts } from '../../../renderer/keys/shortcuts.ts';
import { texts as en } from '../../../renderer/texts/en.ts';
import { texts as fi } from '../../../renderer/texts/fi.ts';
import { texts as sv } from '../../../renderer/texts/sv.ts';
import { faultCodes, refusalReasons } from '../../../shared/base/refusal.ts';
import { channels } from '../../../shared/domain/contact/contact.ts';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;
const languages: Readonly<Record<'fi' | 'sv' | 'en', Table>> = { fi, sv, en };
const valuesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('texts of the window', () => {
  it.each(['sv', 'en'] as const)('[WN4] %s has the areas and keys of Finnish', (language) => {
    const keysOf = (table: Table) => Object.entries(table).map(([area, keys]) => [area, Object.keys(keys)]);
    expect(keysOf(languages[language])).toEqual(keysOf(languages.fi));
  });

  it.each(['sv', 'en'] as const)('[WN4] %s holds the same values in its sentences', (language) => {
    const different = Object.entries(languages.fi).flatMap(([area, keys]) =>
      Object.entries(keys)
        .filter(([key, text]) => {
          const other = languages[language][area]?.[key] ?? '';
          return JSON.stringify(valuesIn(other)) !== JSON.stringify(valuesIn(text));
        })
        .map(([key]) => `${area}.${key}`),
    );
    expect(different).toEqual([]);
  });

  it.each(['fi', 'sv', 'en'] as const)('[WN4] no text of %s is empty', (language) => {
    const empty = Object.entries(languages[language]).flatMap(([area, keys]) =>
      Object.entries(keys)
        .filter(([, text]) => text.trim() === '')
        .map(([key]) => `${area}.${key}`),
    );
    expect(empty).toEqual([]);
  });

  it('[WN4] every refusal, fault, channel and shortcut has its words', () => {
    const missing = [
      ...refusalReasons.filter((reason) => !Object.hasOwn(fi.sync, `refused.${reason}`)),
      ...faultCodes.filter((code) => !Object.hasOwn(fi.sync, `fault.${code}`)),
      ...channels.filter((channel) => !Object.hasOwn(fi.frame, `channel.${channel}`)),
      ...shortcuts.filter((one) => !Object.hasOwn(fi.frame, one.label)).map((one) => one.id),
    ];
    expect(missing).toEqual([]);
  });
});

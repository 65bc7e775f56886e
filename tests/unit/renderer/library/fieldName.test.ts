import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldName } from '../../../../renderer/features/library/change/fieldName.ts';
import { texts } from '../../../../renderer/texts/fi.ts';
import { compareScripts } from '../../../../shared/script/authoring/compareScripts.ts';
import { scriptSchema } from '../../../../shared/script/scriptFormat.ts';

const say = (key: string) => String(Reflect.get(texts.library, key));

it('[LW16] where two texts differ is said in words, an option and a place in a list by their own', () => {
  expect(fieldName('say.sv', say)).toBe('Luettava teksti · ruotsi');
  expect(fieldName('options.unknown.fi', say)).toBe('Vaihtoehdot · unknown · suomi');
  expect(fieldName('sources.0.url', say)).toBe('Lähteet 1 · osoite');
});

it('[LW16] every field in which every third script of the library differs from the next has its words', () => {
  const files = globSync('shared/script/library/[a-z]*/*.yaml').filter((_file, at) => at % 3 === 0);
  const scripts = files.map((file) => scriptSchema.parse(parse(readFileSync(file, 'utf8'))));
  const fields = new Set(
    scripts.flatMap((script, at) => {
      const before = scripts[at - 1];
      if (before === undefined) return [];
      return compareScripts(before, script).changes.flatMap((one) => one.fields.map(({ field }) => field));
    }),
  );
  expect(fields.size).toBeGreaterThan(30);
  const raw = [...fields].filter((field) => {
    const steps = field.split('.').filter((_step, at, all) => !(at === 1 && all[0] === 'options'));
    return steps.some((step) => !/^\d+$/.test(step) && !Object.hasOwn(texts.library, `field.${step}`));
  });
  expect(raw).toEqual([]);
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stockShelf } from '../../../electron/engine/scriptShelf.ts';
import { readScriptLibrary } from '../../../platform/scriptLibrary.ts';

const library = fileURLToPath(new URL('../../../shared/script/library', import.meta.url));

describe('finding an assessment', async () => {
  const shelf = stockShelf((await readScriptLibrary(library)).scripts);
  const found = (text: string) => shelf.search(text, 8).map((one) => one.script.id);

  it.each([
    ['rinta', 'chest_pain'],
    ['puristaa rintaa aamusta asti', 'chest_pain'],
    ['Rintakipua', 'chest_pain'],
    ['ont i bröstet', 'chest_pain'],
    ['mummo ei pärjää kotona', 'older_person_home'],
  ])('[RC1] %j finds %s first, in whatever language it was said', (text, id) => {
    expect(found(text)[0]).toBe(id);
  });

  it('[RC1] a child with a fever finds both fever scripts of children before the one of adults', () => {
    expect(found('child has fever').slice(0, 2).sort()).toEqual(['fever_child_3_15', 'fever_child_u3']);
  });

  it('[RC1] words that name nothing find nothing', () => {
    expect(found('xyzzy')).toEqual([]);
  });
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stockShelf } from '../../../electron/engine/scriptShelf.ts';
import { readScriptLibrary } from '../../../platform/scriptLibrary.ts';

const library = fileURLToPath(new URL('../../../shared/script/library', import.meta.url));

describe('finding an assessment', async () => {
  const shelf = stockShelf((await readScriptLibrary(library)).scripts);
  const found = (text: string) => shelf.search(text, 8).map((script) => script.id);

  it.each([
    ['rinta', 'chest_pain'],
    ['puristaa rintaa aamusta asti', 'chest_pain'],
    ['Rintakipua', 'chest_pain'],
    ['ont i bröstet', 'chest_pain'],
    ['child has fever', 'fever_child_u3'],
    ['mummo ei pärjää kotona', 'older_person_home'],
  ])('[RC1] %j finds %s first, in whatever language it was said', (text, id) => {
    expect(found(text)[0]).toBe(id);
  });

  it('[RC1] words that name nothing find nothing', () => {
    expect(found('xyzzy')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { shownRows } from '../../../../renderer/features/library/list/libraryRows.ts';
import { isSameRef, refKey } from '../../../../renderer/features/library/scriptRef.ts';
import { libraryRow } from '../../../../renderer/stories/library/libraryRecords.ts';

const rows = [
  libraryRow({ scriptId: 'chest_pain', title: { fi: 'Rintakipu', sv: 'Bröstsmärta', en: 'Chest pain' } }),
  libraryRow({
    scriptId: 'chest_pain',
    version: 2,
    status: 'draft',
    title: { fi: 'Rintakipu', sv: 'Bröstsmärta', en: 'Chest pain' },
  }),
  libraryRow({
    scriptId: 'fever_adult',
    status: 'released',
    title: { fi: 'Kuume aikuisella', sv: 'Feber hos vuxna', en: 'Fever, adult' },
  }),
  libraryRow({
    scriptId: 'older_person_home',
    status: 'withdrawn',
    title: { fi: 'Äkillinen muutos kotona', sv: 'Plötslig förändring hemma', en: 'Sudden change at home' },
  }),
];
const found = (typed: string, status: Parameters<typeof shownRows>[1]['status'] = 'all') =>
  shownRows(rows, { typed, status }, 'fi').map(refKey);

describe('the list of the library', () => {
  it('[LW1] stands in the order of its titles, the newest version of each first', () => {
    expect(found('')).toEqual(['fever_adult@1', 'chest_pain@2', 'chest_pain@1', 'older_person_home@1']);
  });

  it('[LW1] is found by any words of a title in any language, or of the id', () => {
    expect(found('kipu rinta')).toEqual(['chest_pain@2', 'chest_pain@1']);
    expect(found('FEBER')).toEqual(['fever_adult@1']);
    expect(found('older_per')).toEqual(['older_person_home@1']);
    expect(found('kipu kuume')).toEqual([]);
  });

  it('[LW1] is narrowed by status; what is being worked on is draft or approved', () => {
    expect(found('', 'work')).toEqual(['chest_pain@2']);
    expect(found('', 'released')).toEqual(['fever_adult@1']);
    expect(found('rinta', 'builtIn')).toEqual(['chest_pain@1']);
    expect(found('', 'withdrawn')).toEqual(['older_person_home@1']);
  });

  it('[LW1] names each version of a script apart', () => {
    expect(isSameRef({ scriptId: 'a', version: 1 }, { scriptId: 'a', version: 1 })).toBe(true);
    expect(isSameRef({ scriptId: 'a', version: 1 }, { scriptId: 'a', version: 2 })).toBe(false);
    expect(isSameRef({ scriptId: 'a', version: 1 }, { scriptId: 'b', version: 1 })).toBe(false);
  });
});

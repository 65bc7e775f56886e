import type { Actor } from '../../../shared/domain/field/field.ts';
import type { LibraryRow, ScriptSourceView } from '../../../shared/protocol/authoringViews.ts';
import { ago } from '../storyPeople.ts';
import { builtInText, draftText } from './libraryTexts.ts';

export const heino: Actor = {
  user: 'lead.heino',
  role: 'clinical_lead',
  unit: 'unit_health',
  desk: 'desk-l',
};
export const lahti: Actor = { ...heino, user: 'lead.lahti', desk: 'desk-m' };

const notAsked = { asked: null, refused: null } as const;

export function libraryRow(given: Partial<LibraryRow> & Pick<LibraryRow, 'scriptId' | 'title'>): LibraryRow {
  return {
    version: 1,
    status: 'builtIn',
    draftId: null,
    area: 'health',
    hash: `hash ${given.scriptId} ${given.version ?? 1}`,
    questions: 21,
    approvals: [],
    release: notAsked,
    withdrawn: null,
    fault: null,
    disputed: false,
    pending: 0,
    ...given,
  };
}

export function scriptSource(row: LibraryRow, given: Partial<ScriptSourceView> = {}): ScriptSourceView {
  const { scriptId, version, status, draftId, hash, approvals, release, withdrawn, fault, pending } = row;
  const isReleased = status === 'released' || status === 'withdrawn';
  return {
    ...{ scriptId, version, status, draftId, hash, approvals, release, withdrawn, fault, pending },
    text: status === 'builtIn' ? builtInText : draftText,
    otherTexts: [],
    editedBy: draftId === null ? null : heino,
    editedAt: draftId === null ? null : ago(600),
    signature: isReleased ? { keyId: 'a3f09c77e210', at: ago(80_000), valid: true } : null,
    ...given,
  };
}

const chest = { fi: 'Rintakipu', sv: 'Bröstsmärta', en: 'Chest pain' };

export const chestBuiltIn = libraryRow({ scriptId: 'chest_pain', title: chest, questions: 11 });
export const chestDraft = libraryRow({
  scriptId: 'chest_pain',
  title: chest,
  version: 2,
  status: 'draft',
  draftId: 'script_chest-pain-2',
  questions: 11,
});
export const approvedOnce = [{ by: lahti, at: ago(3_000), title: 'Vastaava lääkäri' }];

export const libraryRows: readonly LibraryRow[] = [
  chestBuiltIn,
  chestDraft,
  libraryRow({
    scriptId: 'fever_adult',
    title: { fi: 'Kuume aikuisella', sv: 'Feber hos vuxna', en: 'Fever, adult' },
    version: 3,
    status: 'released',
    draftId: 'script_fever-adult-3',
    approvals: [...approvedOnce, { by: heino, at: ago(2_000), title: 'Ylilääkäri' }],
  }),
  libraryRow({
    scriptId: 'fever_adult',
    title: { fi: 'Kuume aikuisella', sv: 'Feber hos vuxna', en: 'Fever, adult' },
    version: 2,
    status: 'withdrawn',
    draftId: 'script_fever-adult-2',
    withdrawn: { by: lahti, at: ago(90_000), reason: 'Kuumeen raja oli väärä yli 80-vuotiailla.' },
  }),
  libraryRow({
    scriptId: 'loneliness_senior',
    title: {
      fi: 'Iäkkään yksinäisyys ja turvattomuus',
      sv: 'Äldres ensamhet och otrygghet',
      en: 'Loneliness and insecurity of an older person',
    },
    area: 'social',
    questions: 26,
  }),
];

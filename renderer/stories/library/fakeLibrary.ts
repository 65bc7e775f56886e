import type { LibraryRow, ScriptSourceView } from '../../../shared/protocol/authoringViews.ts';
import type { FakeState } from '../fakeState.ts';
import { ago } from '../storyPeople.ts';
import { approvedOnce, chestDraft, heino, lahti, libraryRows, scriptSource } from './libraryRecords.ts';
import { apartText, draftText } from './libraryTexts.ts';

type Args = Readonly<Record<string, unknown>>;

export function sourceOf(state: FakeState, args: Args): ScriptSourceView | undefined {
  return state.sources.find(
    (one) =>
      (one.scriptId === args.scriptId && one.version === args.version) ||
      (one.draftId !== null && one.draftId === args.draftId),
  );
}

type Changed = Partial<Pick<ScriptSourceView, 'text' | 'hash' | 'status' | 'approvals' | 'otherTexts'>> &
  Partial<Pick<ScriptSourceView, 'release' | 'withdrawn'>>;

function onSource(change: (source: ScriptSourceView, args: Args) => Changed) {
  return (state: FakeState, args: Args) => {
    const before = sourceOf(state, args);
    if (before === undefined) return { state, result: undefined };
    const after = { ...before, ...change(before, args) };
    const { text: _text, otherTexts, ...shared } = after;
    const rowAfter = (row: LibraryRow): LibraryRow => ({
      ...row,
      status: shared.status,
      hash: shared.hash,
      approvals: shared.approvals,
      release: shared.release,
      withdrawn: shared.withdrawn,
      disputed: otherTexts.length > 0,
    });
    const isIt = (one: { scriptId: string; version: number }) =>
      one.scriptId === before.scriptId && one.version === before.version;
    return {
      state: {
        ...state,
        sources: state.sources.map((one) => (isIt(one) ? after : one)),
        library: state.library.map((one) => (isIt(one) ? rowAfter(one) : one)),
      },
      result: after,
    };
  };
}

export const libraryActs = {
  'script.setText': onSource((_source, { text }) => ({
    text: String(text),
    hash: `hash ${String(text).length}`,
    status: 'draft',
    approvals: [],
    otherTexts: [],
  })),
  'script.approve': onSource(({ approvals }, { title }) => {
    const all = [...approvals, { by: heino, at: ago(0), title: String(title) }];
    return { approvals: all, status: all.length > 1 ? 'approved' : 'draft' };
  }),
  'script.release': onSource(() => ({ release: { asked: { by: heino, at: ago(0) }, refused: null } })),
  'script.withdraw': onSource((_source, { reason }) => ({
    status: 'withdrawn',
    withdrawn: { by: heino, at: ago(0), reason: String(reason) },
  })),
  'script.draft': (state: FakeState) => ({
    state,
    result: { draftId: chestDraft.draftId, version: chestDraft.version },
  }),
};

type Library = Pick<FakeState, 'library' | 'sources'>;

function libraryWith(given: Partial<ScriptSourceView>): Library {
  const row = { ...chestDraft, disputed: (given.otherTexts ?? []).length > 0 };
  const rows = libraryRows.map((one) => (one === chestDraft ? row : one));
  return {
    library: rows,
    sources: rows.map((one) => scriptSource(one, one === row ? given : {})),
  };
}

/** The library in its conditions; each opens with Ctrl+4. */
export function libraryStates(lead: FakeState): Readonly<Record<string, FakeState>> {
  const at = (given: Partial<ScriptSourceView> = {}): FakeState => ({ ...lead, ...libraryWith(given) });
  return {
    library: at(),
    libraryEmpty: { ...lead, library: [], sources: [] },
    libraryBroken: at({ text: draftText.replace('from: 20', 'under: 20') }),
    libraryApproved: at({ approvals: approvedOnce }),
    libraryApart: at({ otherTexts: [{ text: apartText, by: lahti, at: ago(500) }] }),
    libraryDiskFull: { ...at(), failWith: 'diskFull' },
  };
}

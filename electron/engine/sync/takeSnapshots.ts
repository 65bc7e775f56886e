// What a desk lacks as states instead of history: scopes it does not follow yet, and records with too much history for a page.
import type { Page, SnapshotPage } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../record/deskStore.ts';
import { applySnapshotPage, finishSnapshot } from './applySnapshot.ts';

export interface Fetching {
  readonly store: DeskStore;
  /** Throws where the region gives no part. */
  readonly ask: (ask: { readonly scope: string; readonly afterKey: string | null }) => Promise<SnapshotPage>;
  readonly took: (records: number) => void;
  /** What was written here goes out between two parts (EN45). */
  readonly sendOwn: () => Promise<unknown>;
}

/**
 * Cut short, it goes on with the next part when the same scopes are still lacking. What came of a scope that is lost
 * meanwhile is looked for among all records.
 */
export async function takeSnapshots(fetching: Fetching, lacking: readonly string[]): Promise<void> {
  const { store } = fetching;
  forgetParts(store, (scope) => !lacking.includes(scope));
  if (lacking.length === 0) return;
  const { holdsForeign } = store.meta();
  store.receive((write) => write.setMeta('holdsForeign', true));
  for (const scope of lacking) await takeSnapshot(fetching, scope);
  store.receive((write) => write.setMeta('holdsForeign', holdsForeign));
}

async function takeSnapshot({ store, ask, took, sendOwn }: Fetching, scope: string): Promise<void> {
  const begun = store.meta().fetched[scope];
  let pos = begun?.pos ?? null;
  let asked: Promise<SnapshotPage> | null = ask({ scope, afterKey: begun?.nextKey ?? null });
  while (asked !== null) {
    const part: SnapshotPage = await asked;
    pos ??= part.seq;
    const { nextKey } = part;
    // The region reads the next part while this one is put down here. What becomes of it shows in its turn.
    asked = nextKey === null ? null : ask({ scope, afterKey: nextKey });
    asked?.catch(() => undefined);
    took(applySnapshotPage(store, part, nextKey === null ? null : { pos, nextKey }));
    if (nextKey !== null) await sendOwn();
  }
  finishSnapshot(store, scope, pos ?? 0);
  forgetParts(store, (one) => one === scope);
}

/** What was fetched of a scope is no longer gone on with. */
function forgetParts(store: DeskStore, isMeant: (scope: string) => boolean): void {
  const { fetched } = store.meta();
  const kept = Object.entries(fetched).filter(([scope]) => !isMeant(scope));
  if (kept.length === Object.keys(fetched).length) return;
  store.receive((write) => write.setMeta('fetched', Object.fromEntries(kept)));
}

/**
 * Before the page that names it: its cursor moves when nothing of the record is missing any more. Cut short, it goes on
 * when a page from the same place names it again.
 */
export async function takeLongEntry(
  { store, ask, sendOwn }: Fetching,
  { scope, key }: NonNullable<Page['longEntry']>,
): Promise<void> {
  const after = store.cursors().get(scope) ?? 0;
  const { entering } = store.meta();
  const isBegun = entering?.scope === scope && entering.key === key && entering.after === after;
  for (let afterKey = isBegun ? entering.nextKey : key; afterKey !== null; ) {
    const part = await ask({ scope, afterKey });
    applySnapshotPage(store, part);
    const { nextKey } = part;
    store.receive((write) => write.setMeta('entering', { scope, after, key, nextKey }));
    afterKey = nextKey;
    if (afterKey !== null) await sendOwn();
  }
}

import type { Welcome } from '../../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../../record/deskStore.ts';

/** Records while snapshots come in, then places in the feed. `of` is null while nobody can say how much there is. */
export interface Progress {
  readonly done: number;
  readonly of: number | null;
}

/** How far one link has come with what its desk lacked when it said hello. */
export interface FetchProgress {
  begin(said: Welcome): void;
  expect(ahead: { readonly scope: string; readonly records: number }): void;
  took(records: number): void;
  /** Snapshots are in: from here on the feed is followed from where they stand. */
  follow(): void;
  now(): Progress | null;
}

export function trackProgress(store: DeskStore, scopes: () => readonly string[]): FetchProgress {
  const records = new Map<string, number>();
  let said: Welcome | null = null;
  let taken = 0;
  let from: number | null = null;
  const stands = (): number =>
    Math.min(...scopes().map((scope) => store.cursors().get(scope) ?? Number.POSITIVE_INFINITY));
  const snapshotNow = ({ snapshot }: Welcome): Progress => {
    const many = [...records.values()].reduce((sum, one) => sum + one, 0);
    return { done: taken, of: snapshot.every((scope) => records.has(scope)) ? Math.max(many, taken) : null };
  };
  return {
    begin(next) {
      said = next;
      taken = 0;
      from = null;
    },
    expect: ({ scope, records: many }) => void records.set(scope, many),
    took(many) {
      taken += many;
    },
    follow() {
      from = stands();
    },
    now() {
      if (said === null) return null;
      if (from === null) return snapshotNow(said);
      const of = Math.max(0, said.head - from);
      return { done: Math.min(of, Math.max(0, stands() - from)), of };
    },
  };
}

import type { PresenceView, SyncStatus } from '../../../shared/protocol/deskViews.ts';

/** Without the region for this long, what the board shows may no longer be so. */
const staleAfterMs = 10_000;

export interface DataAge {
  /** When the region was last heard. */
  readonly at: string | null;
  readonly stale: boolean;
}

export function dataAge(
  presence: PresenceView | undefined,
  sync: SyncStatus | undefined,
  nowMs: number,
): DataAge {
  const heard = [presence?.at ?? null, sync?.lastHeardAt ?? null].filter((at) => at !== null);
  const at = heard.reduce<string | null>((one, other) => (one === null || other > one ? other : one), null);
  // While the link is up the region sends every change, so silence means that nothing has changed.
  if (sync === undefined || sync.connected) return { at, stale: false };
  return { at, stale: at === null || nowMs - Date.parse(at) > staleAfterMs };
}

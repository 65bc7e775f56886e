import type { Clock } from '../../../../platform/clock.ts';
import type { FaultCode } from '../../../../shared/base/refusal.ts';
import type { SyncStatus } from '../../../../shared/protocol/deskViews.ts';

/** Silence after which a desk no longer says that it is connected. */
const silenceMsMax = 15_000;

export interface LinkStatus {
  readonly link: SyncStatus['link'];
  readonly code: FaultCode | null;
  readonly connected: boolean;
  readonly lastHeardMs: number | null;
  readonly catchingUp: boolean;
}

/** What the desk may truthfully say of its link. */
export interface LinkState {
  set(link: SyncStatus['link'], code: FaultCode | null): void;
  catchUp(isBehind: boolean): void;
  heard(): void;
  silentMs(): number;
  link(): SyncStatus['link'];
  status(isLive: boolean): LinkStatus;
}

export function trackLink(clock: Clock, changed: () => void): LinkState {
  let link: SyncStatus['link'] = 'off';
  let code: FaultCode | null = null;
  let catchingUp = false;
  let lastHeard: { readonly at: number; readonly mark: number } | null = null;
  const silentMs = (): number =>
    lastHeard === null ? Number.POSITIVE_INFINITY : clock.monotonic() - lastHeard.mark;
  return {
    set(next, trouble) {
      // Trying again is no news: what was wrong stays said until the region has answered.
      const now = next === 'connecting' && link === 'waiting' ? code : trouble;
      if (link === next && code === now) return;
      link = next;
      code = now;
      changed();
    },
    catchUp(isBehind) {
      if (catchingUp === isBehind) return;
      catchingUp = isBehind;
      changed();
    },
    heard() {
      lastHeard = { at: clock.now(), mark: clock.monotonic() };
    },
    silentMs,
    link: () => link,
    status: (isLive) => ({
      link,
      code,
      connected: link === 'up' && isLive && silentMs() < silenceMsMax,
      lastHeardMs: lastHeard?.at ?? null,
      catchingUp,
    }),
  };
}

export function linkAfter(code: FaultCode): SyncStatus['link'] {
  if (code === 'sessionExpired') return 'needsSignIn';
  return code === 'protocolTooOld' || code === 'protocolTooNew' ? 'refused' : 'waiting';
}

import type { FaultCode } from '../../../shared/base/refusal.ts';
import type {
  HistoryMark,
  OwnMark,
  RegionHints,
  RegionRequests,
} from '../../../shared/protocol/regionProtocol.ts';
import type { SignInGranted } from '../../../shared/protocol/sessionProtocol.ts';

export type RequestKind = keyof RegionRequests;
export type HintKind = keyof RegionHints;

export interface LinkListener {
  /** Unparsed: whatever the other side says is read where it is used. */
  hint(kind: HintKind, payload: unknown): void;
  /** Anything at all came in, be it a heartbeat. */
  heard(): void;
  down(): void;
}

export interface Link {
  /** The raw answer; rejects with a Fault when none comes in time or the link falls. */
  request(kind: RequestKind, ask: unknown, timeoutMs: number): Promise<unknown>;
  close(): void;
}

export interface Caller {
  readonly token: string;
  /** Named because a desk may have got a new name since it signed in. */
  readonly desk: string;
  /** Which past this desk stands on; null when it knows of none. */
  readonly mark: HistoryMark | null;
  /** Null when nothing was acknowledged to it there. */
  readonly lastOwn: OwnMark | null;
}

/** The way to the region: sockets in the product, memory in the simulator. Every failure is a Fault with a code. */
export interface Transport {
  readonly url: string | null;
  signIn(
    ask: { readonly user: string; readonly password: string; readonly desk: string },
    timeoutMs: number,
  ): Promise<SignInGranted>;
  refresh(
    ask: { readonly session: string; readonly refresh: string },
    timeoutMs: number,
  ): Promise<SignInGranted>;
  connect(who: Caller, listener: LinkListener, timeoutMs: number): Promise<Link>;
}

/** Troubles that a new try may heal. */
export function isPassing(code: FaultCode): boolean {
  return code === 'regionUnreachable' || code === 'regionBusy';
}

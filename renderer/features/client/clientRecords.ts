import type { Purpose } from '../../../shared/domain/access/accessLogFacts.ts';
import type { ClientRevisionView, ClientView } from '../../../shared/protocol/deskViews.ts';
import type { Answer, DeskPort, Live } from '../../desk/deskPort.ts';

export interface ClientRecordNow {
  readonly client: ClientView | null;
  /** The record could not be opened; the contact goes on without it. */
  readonly failed: boolean;
}

/** A ground for showing what a non-disclosure order hides; it goes to the access log with the looking. */
export interface Reveal {
  readonly reason: string;
  readonly purpose: Purpose;
}

/** Who opens whose record, and for which contact. */
export interface Opening {
  readonly user: string;
  readonly clientId: string | null;
  readonly contactId: string | null;
}

export interface ClientRecordSource {
  readonly subscribe: (changed: () => void) => () => void;
  readonly current: () => ClientRecordNow;
  /** From then on the record comes revealed on this ground, also when it is opened again after a change. */
  readonly reveal: (ground: Reveal) => Promise<Answer<ClientView>>;
}

const none: ClientRecordNow = { client: null, failed: false };
const nobody: ClientRecordSource = {
  subscribe: () => () => {},
  current: () => none,
  reveal: () => Promise.resolve({ kind: 'failed', fault: 'messageInvalid' }),
};
const openedBy = new WeakMap<DeskPort, Map<string, ClientRecordSource>>();

/**
 * A client's record as one person opened it for one contact. Looking is a command, for it is logged: the record is
 * opened once for all that show it, not once per component, and again only when its revision is another.
 */
export function clientRecordOf(port: DeskPort, opening: Opening): ClientRecordSource {
  const { user, clientId, contactId } = opening;
  if (clientId === null) return nobody;
  const all = openedBy.get(port) ?? new Map<string, ClientRecordSource>();
  openedBy.set(port, all);
  const key = `${user} ${clientId} ${contactId}`;
  const source = all.get(key) ?? openRecord(port, clientId, contactId);
  all.set(key, source);
  return source;
}

function openRecord(port: DeskPort, clientId: string, contactId: string | null): ClientRecordSource {
  const listeners = new Set<() => void>();
  const live = port.live('client.revision', { clientId });
  let now = none;
  /** The revision known when the last successful look was asked for: what is shown is that one or a newer one. */
  let seen: string | null = null;
  let ground: Reveal | null = null;
  let looking = 0;
  let unfollow = () => {};
  const look = async (reveal: Reveal | null): Promise<Answer<ClientView>> => {
    const asked = revisionOf(live.current());
    looking += 1;
    const answer = await port.command('client.view', {
      clientId,
      contactId,
      purpose: reveal?.purpose ?? 'CONTACT',
      reveal: reveal !== null,
      reason: reveal?.reason ?? null,
    });
    looking -= 1;
    if (answer.kind === 'done') {
      seen = asked;
      ground = reveal;
      now = { client: answer.result, failed: false };
    } else now = { client: now.client, failed: now.client === null };
    for (const changed of listeners) changed();
    // What failed is not tried again at once: it would fail as fast again.
    if (answer.kind === 'done' || revisionOf(live.current()) !== asked) lookIfOther();
    return answer;
  };
  const lookIfOther = (): void => {
    const revision = revisionOf(live.current());
    if (listeners.size === 0 || looking > 0 || revision === null || revision === seen) return;
    void look(ground);
  };
  return {
    reveal: look,
    current: () => now,
    subscribe: (changed) => {
      listeners.add(changed);
      if (listeners.size === 1) unfollow = live.subscribe(lookIfOther);
      lookIfOther();
      return () => {
        if (listeners.delete(changed) && listeners.size === 0) unfollow();
      };
    },
  };
}

/** Null until it is known. What cannot be followed is looked at nevertheless: the look itself says what is wrong. */
function revisionOf({ data, refusal, fault }: Live<ClientRevisionView>): string | null {
  if (data !== undefined) return data.revision;
  return refusal === null && fault === null ? null : 'unknown';
}

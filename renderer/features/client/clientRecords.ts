import type { Purpose } from '../../../shared/domain/access/accessLogFacts.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import type { Answer, DeskPort } from '../../desk/deskPort.ts';

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

export interface ClientRecordSource {
  readonly subscribe: (changed: () => void) => () => void;
  readonly current: () => ClientRecordNow;
  readonly look: (reveal: Reveal | null) => Promise<Answer<ClientView>>;
}

const none: ClientRecordNow = { client: null, failed: false };
const openedBy = new WeakMap<DeskPort, Map<string, ClientRecordSource>>();

/**
 * A client's record as one contact opened it. Looking is a command, for it is logged: the record is opened once per
 * contact and shared by all that show it, not once per component.
 */
export function clientRecordOf(
  port: DeskPort,
  clientId: string | null,
  contactId: string | null,
): ClientRecordSource {
  const all = openedBy.get(port) ?? new Map<string, ClientRecordSource>();
  openedBy.set(port, all);
  const key = `${clientId} ${contactId}`;
  const source = all.get(key) ?? openRecord(port, clientId, contactId);
  all.set(key, source);
  return source;
}

function openRecord(port: DeskPort, clientId: string | null, contactId: string | null): ClientRecordSource {
  const listeners = new Set<() => void>();
  let now = none;
  let asked = clientId === null;
  const look = async (reveal: Reveal | null): Promise<Answer<ClientView>> => {
    if (clientId === null) return { kind: 'failed', fault: 'messageInvalid' };
    const answer = await port.command('client.view', {
      clientId,
      contactId,
      purpose: reveal?.purpose ?? 'CONTACT',
      reveal: reveal !== null,
      reason: reveal?.reason ?? null,
    });
    now =
      answer.kind === 'done'
        ? { client: answer.result, failed: false }
        : { client: now.client, failed: now.client === null };
    for (const changed of listeners) changed();
    return answer;
  };
  return {
    look,
    current: () => now,
    subscribe: (changed) => {
      listeners.add(changed);
      if (!asked) void look(null);
      asked = true;
      return () => listeners.delete(changed);
    },
  };
}

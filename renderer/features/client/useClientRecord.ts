import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Purpose } from '../../../shared/domain/access/accessLogFacts.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import type { Answer, DeskPort } from '../../desk/deskPort.ts';

export interface ClientRecordNow {
  readonly client: ClientView | null;
  /** The record could not be opened; the contact goes on without it. */
  readonly failed: boolean;
}
export interface ClientRecord extends ClientRecordNow {
  /** Shows what a non-disclosure order hides; the ground goes to the access log. */
  readonly reveal: (reason: string, purpose?: Purpose) => Promise<Answer<ClientView>>;
  /** Opens the record again, after an edit. */
  readonly refresh: () => void;
}

interface Opened {
  now: ClientRecordNow;
  readonly listeners: Set<() => void>;
  asked: boolean;
}
const none: ClientRecordNow = { client: null, failed: false };
const openedBy = new WeakMap<DeskPort, Map<string, Opened>>();

/**
 * A client's record as this contact opened it. Looking is a command, for it is logged: the record is opened once per
 * contact and shared by all that show it, not once per component.
 */
export function useClientRecord(clientId: string | null, contactId: string | null): ClientRecord {
  const port = useDeskPort();
  const opened = useMemo(() => openedFor(port, `${clientId} ${contactId}`), [port, clientId, contactId]);
  const look = useCallback(
    async (reveal: { reason: string; purpose: Purpose } | null): Promise<Answer<ClientView>> => {
      if (clientId === null) return { kind: 'failed', fault: 'messageInvalid' };
      const answer = await port.command('client.view', {
        clientId,
        contactId,
        purpose: reveal?.purpose ?? 'CONTACT',
        reveal: reveal !== null,
        reason: reveal?.reason ?? null,
      });
      opened.now =
        answer.kind === 'done'
          ? { client: answer.result, failed: false }
          : { client: opened.now.client, failed: opened.now.client === null };
      for (const changed of opened.listeners) changed();
      return answer;
    },
    [port, opened, clientId, contactId],
  );
  const subscribe = useCallback(
    (changed: () => void) => {
      opened.listeners.add(changed);
      if (clientId !== null && !opened.asked) {
        opened.asked = true;
        void look(null);
      }
      return () => opened.listeners.delete(changed);
    },
    [opened, clientId, look],
  );
  const now = useSyncExternalStore(subscribe, () => (clientId === null ? none : opened.now));
  return useMemo(
    () => ({
      ...now,
      reveal: (reason, purpose = 'BREAK_GLASS') => look({ reason, purpose }),
      refresh: () => void look(null),
    }),
    [now, look],
  );
}

function openedFor(port: DeskPort, key: string): Opened {
  const all = openedBy.get(port) ?? new Map<string, Opened>();
  openedBy.set(port, all);
  const opened = all.get(key) ?? { now: none, listeners: new Set(), asked: false };
  all.set(key, opened);
  return opened;
}

import { useMemo, useSyncExternalStore } from 'react';
import type { Purpose } from '../../../shared/domain/access/accessLogFacts.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import type { Answer } from '../../desk/deskPort.ts';
import { type ClientRecordNow, clientRecordOf } from './clientRecords.ts';

export interface ClientRecord extends ClientRecordNow {
  readonly reveal: (reason: string, purpose?: Purpose) => Promise<Answer<ClientView>>;
  /** Opens the record again, after an edit. */
  readonly refresh: () => void;
}

/** The record of the client this contact is about; nothing while the client is unknown. */
export function useClientRecord(clientId: string | null, contactId: string | null): ClientRecord {
  const port = useDeskPort();
  const source = useMemo(() => clientRecordOf(port, clientId, contactId), [port, clientId, contactId]);
  const now = useSyncExternalStore(source.subscribe, source.current);
  return useMemo(
    () => ({
      ...now,
      reveal: (reason, purpose = 'BREAK_GLASS') => source.look({ reason, purpose }),
      refresh: () => void source.look(null),
    }),
    [now, source],
  );
}

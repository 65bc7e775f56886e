import { useMemo, useSyncExternalStore } from 'react';
import type { Purpose } from '../../../shared/domain/access/accessLogFacts.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import type { Answer } from '../../desk/deskPort.ts';
import { useFrame } from '../frame/frameContext.ts';
import { type ClientRecordNow, clientRecordOf } from './clientRecords.ts';

export interface ClientRecord extends ClientRecordNow {
  readonly reveal: (reason: string, purpose?: Purpose) => Promise<Answer<ClientView>>;
}

/** The record of the client this contact is about; nothing while the client is unknown. */
export function useClientRecord(clientId: string | null, contactId: string | null): ClientRecord {
  const port = useDeskPort();
  const { user } = useFrame().session;
  const source = useMemo(
    () => clientRecordOf(port, { user, clientId, contactId }),
    [port, user, clientId, contactId],
  );
  const now = useSyncExternalStore(source.subscribe, source.current);
  return useMemo(
    () => ({ ...now, reveal: (reason, purpose = 'BREAK_GLASS') => source.reveal({ reason, purpose }) }),
    [now, source],
  );
}

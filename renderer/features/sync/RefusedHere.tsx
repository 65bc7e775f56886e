import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { RefusedRow } from './OutboxDialog.tsx';

/** A claim on this very record that the region said no to: said where the work is, not only in the outbox. */
export function RefusedHere({ recordId }: { recordId: string }) {
  const { data: sync } = useLiveQuery('sync.status', {});
  const here = sync?.refused.filter((one) => one.record.id === recordId) ?? [];
  return here.map((one) => <RefusedRow key={one.opId} refused={one} />);
}

import type { HandoffView } from '../../../shared/protocol/deskViews.ts';
import { useFrame } from '../frame/frameContext.ts';
import { EndHandoff } from './EndHandoff.tsx';
import { TakeHandoff } from './TakeHandoff.tsx';
import { WithdrawHandoff } from './WithdrawHandoff.tsx';

/** What this person may do with this handoff now; nothing when it is with somebody else. */
export function HandoffActions({ handoff }: { handoff: HandoffView }) {
  const { session } = useFrame();
  const { handoffId, phase, holder, toUnit, fromUnit } = handoff;
  if (phase === 'offered' && toUnit === session.unit) return <TakeHandoff handoffId={handoffId} />;
  if (phase === 'offered' && fromUnit === session.unit) return <WithdrawHandoff handoffId={handoffId} />;
  if (phase === 'taken' && holder?.user === session.user) return <EndHandoff handoffId={handoffId} />;
  return null;
}

import { Check, Hourglass, Undo2 } from 'lucide-react';
import type { HandoffView, UnitView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip, type ChipProps } from '../../ui/sign/Chip.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { useCall } from '../contact/callContext.ts';
import { said } from '../contact/localText.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import styles from './wrapUp.module.css';

interface OfferedHandoffsProps {
  readonly contactId: string;
  readonly units: readonly UnitView[];
}

/** The echo to the one who offered: who has it now, and what they read back. */
export function OfferedHandoffs({ contactId, units }: OfferedHandoffsProps) {
  const say = useText('wrapUp');
  const handoffs = (useLiveQuery('handoff.list', { box: 'out' }).data ?? []).filter(
    (one) => one.contactId === contactId,
  );
  if (handoffs.length === 0) return null;
  return (
    <ul aria-label={say('handoff.list')} className={cx(styles.offered)}>
      {handoffs.map((handoff) => (
        <OfferedHandoff key={handoff.handoffId} handoff={handoff} units={units} />
      ))}
    </ul>
  );
}

function OfferedHandoff({ handoff, units }: { handoff: HandoffView; units: readonly UnitView[] }) {
  const say = useText('wrapUp');
  const { language } = useCall();
  const { run, refusal, fault } = useCommand('handoff.withdraw');
  const unit = units.find((one) => one.id === handoff.toUnit);
  const isWaiting = handoff.phase === 'offered';
  return (
    <li className={cx(styles.offer)}>
      <p>
        {say('handoff.offered', {
          time: formatClock(handoff.offeredAt),
          unit: unit === undefined ? handoff.toUnit : said(unit.name, language),
        })}
      </p>
      <Chip {...lookOf(handoff.phase)}>
        {say(`handoff.phase.${handoff.phase}`, {
          time: handoff.takenAt === null ? '' : formatClock(handoff.takenAt),
          user: personOf(handoff.holder?.user ?? ''),
          reason: handoff.returnReason ?? '',
        })}
      </Chip>
      {handoff.readBack !== null && (
        <p className={cx(styles.muted)}>{say('handoff.readBack', { text: handoff.readBack })}</p>
      )}
      {isWaiting && (
        <Button look="quiet" size="small" onPress={() => void run({ handoffId: handoff.handoffId })}>
          {say('handoff.withdraw')}
        </Button>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </li>
  );
}

/** Signs of saving are kept for saving; where a handoff stands has its own. */
function lookOf(phase: HandoffView['phase']): Pick<ChipProps, 'look' | 'icon'> {
  switch (phase) {
    case 'offered':
      return { look: 'info', icon: <Hourglass aria-hidden="true" /> };
    case 'taken':
    case 'done':
      return { look: 'success', icon: <Check aria-hidden="true" /> };
    case 'returned':
      return { look: 'warning', icon: <Undo2 aria-hidden="true" /> };
    case 'withdrawn':
      return { look: 'plain' };
  }
}

import type { RepairView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import styles from './OutboxScreen.module.css';
import { isWhole, useRepairText } from './repairText.ts';

/** What became of this desk's damaged database, and what a person has to do about it. Read ones stay readable. */
export function RepairPanel() {
  const say = useText('outbox');
  const { data: repairs } = useLiveQuery('desk.repairs', {});
  if (repairs === undefined || repairs.length === 0) return null;
  return (
    <Panel title={say('repair.title')}>
      <ul className={cx(styles.items)}>
        {repairs.map((repair) => (
          <li key={repair.at}>
            {repair.seen === null ? <Unread repair={repair} /> : <Read repair={repair} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Unread({ repair }: { repair: RepairView }) {
  const say = useText('outbox');
  const now = useMinute();
  const textOf = useRepairText();
  const { run, busy, refusal, fault } = useCommand('desk.seeRepair');
  return (
    <div className={cx(styles.refused)}>
      <StatusSign
        shape={isWhole(repair) ? 'there' : 'failed'}
        text={say('repair.done', { at: formatMoment(repair.at, now) })}
      />
      <p>{textOf(repair)}</p>
      <p>{say(isWhole(repair) ? 'repair.doNothing' : 'repair.doCheck')}</p>
      <p className={cx(styles.quiet)}>{say('repair.support')}</p>
      <Trouble refusal={refusal} fault={fault} />
      <div className={cx(styles.actions)}>
        <Button size="small" isPending={busy} onPress={() => void run({ at: repair.at })}>
          {say('seen')}
        </Button>
      </div>
    </div>
  );
}

function Read({ repair }: { repair: RepairView }) {
  const { at, seen } = repair;
  const say = useText('outbox');
  const now = useMinute();
  const textOf = useRepairText();
  return (
    <div className={cx(styles.handled)}>
      <p>
        {say('repair.done', { at: formatMoment(at, now) })} {textOf(repair)}
      </p>
      {seen !== null && (
        <p className={cx(styles.quiet)}>
          {say('handled.seen', { who: personOf(seen.user), at: formatMoment(seen.at, now) })}
        </p>
      )}
    </div>
  );
}

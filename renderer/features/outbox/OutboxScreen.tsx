import type { OutboxView, WaitingView } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { RowList } from '../../ui/surface/RowList.tsx';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { useFrame } from '../frame/frameContext.ts';
import { MainRegion } from '../frame/Region.tsx';
import { ConnectionFacts } from './ConnectionFacts.tsx';
import { HandledList } from './HandledList.tsx';
import styles from './OutboxScreen.module.css';
import { useOutboxWords } from './outboxWords.ts';
import { RefusedItem } from './RefusedItem.tsx';
import { RepairPanel } from './RepairPanel.tsx';
import { isWhole } from './repairText.ts';

/** What this desk still owes the region, what the region said no to, and what the connection really is. */
export function OutboxScreen() {
  const say = useText('outbox');
  const { data: outbox } = useLiveQuery('outbox.list', {});
  return (
    <MainRegion label={say('title')}>
      <div className={cx(styles.screen)}>
        <h1>{say('title')}</h1>
        <ConnectionFacts />
        <RepairPanel />
        {outbox !== undefined && outbox.refused.length > 0 && (
          <Panel title={say('refused', { count: outbox.refused.length })}>
            <p className={cx(styles.quiet)}>{say('refusedLead')}</p>
            <ul className={cx(styles.items)}>
              {outbox.refused.map((one) => (
                <li key={one.opId}>
                  <RefusedItem item={one} />
                </li>
              ))}
            </ul>
          </Panel>
        )}
        {outbox !== undefined && <Waiting outbox={outbox} />}
        {outbox !== undefined && outbox.handled.length > 0 && <HandledList items={outbox.handled} />}
      </div>
    </MainRegion>
  );
}

function Waiting({ outbox }: { outbox: OutboxView }) {
  const say = useText('outbox');
  const words = useOutboxWords();
  const { openContact } = useFrame();
  const { data: repairs = [] } = useLiveQuery('desk.repairs', {});
  // What was refused or put aside, or could not be read, never reached the region.
  const hasApart =
    outbox.refused.length > 0 ||
    outbox.handled.some(({ handled, texts }) => handled.how === 'seen' && texts.length > 0) ||
    repairs.some((repair) => !isWhole(repair));
  const rest = outbox.records - outbox.waiting.length;
  const open = (id: string) => {
    const contactId = outbox.waiting.find((one) => one.record.id === id)?.contactId;
    if (contactId != null) openContact(contactId);
  };
  return (
    <Panel title={say('waiting', { count: outbox.ops })}>
      {outbox.waiting.length > 0 && <p className={cx(styles.quiet)}>{say('waitingLead')}</p>}
      <RowList
        label={say('waiting', { count: outbox.ops })}
        rows={outbox.waiting}
        idOf={(row) => row.record.id}
        nameOf={(row) => words.subject(row)}
        render={(row) => <WaitingRow row={row} />}
        onOpen={open}
        empty={<StatusSign shape="there" text={say(hasApart ? 'waitingNoneElse' : 'waitingNone')} />}
      />
      {rest > 0 && <p className={cx(styles.quiet)}>{say('waitingMore', { count: rest })}</p>}
    </Panel>
  );
}

function WaitingRow({ row }: { row: WaitingView }) {
  const say = useText('outbox');
  const words = useOutboxWords();
  const now = useMinute();
  return (
    <span className={cx(styles.row)}>
      <span className={cx(styles.rowHead)}>
        <strong>{words.subject(row)}</strong>
        <StatusSign shape="waiting" text={say('since', { at: formatMoment(row.since, now) })} />
      </span>
      <span className={cx(styles.quiet)}>{words.changes(row.changes)}</span>
      {row.beginningLost && <span>{say('beginningLost.waits')}</span>}
    </span>
  );
}

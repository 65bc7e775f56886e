import { useState } from 'react';
import type { SyncStatus } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useCount, useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { formatMoment, formatSpanOfDay } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { ageOfData, maintenanceNow } from './calmTruth.ts';
import styles from './NoticeBar.module.css';
import { RepairNotice } from './RepairNotice.tsx';

/** What a person should know before trusting the screen: a repaired database, old data, a region going away. */
export function NoticeBar() {
  const { data: sync } = useLiveQuery('sync.status', {});
  const now = useMinute();
  if (sync === undefined) return null;
  return (
    <>
      <RepairNotice />
      <MaintenanceNotice sync={sync} now={now} />
      <AgeNotice sync={sync} now={now} />
    </>
  );
}

function MaintenanceNotice({ sync, now }: { sync: SyncStatus; now: number }) {
  const say = useText('outbox');
  const [hidden, setHidden] = useState<string | null>(null);
  const told = maintenanceNow(sync.maintenance, now);
  if (told === null) return null;
  const key = `${told.phase} ${told.from} ${told.until}`;
  if (key === hidden) return null;
  const text =
    told.phase === 'ahead'
      ? say('maintenance.ahead', formatSpanOfDay(told.from, told.until, now))
      : say('maintenance.now', { until: formatMoment(told.until, now) });
  return (
    <section aria-label={say('maintenance.title')} className={cx(styles.bar)}>
      <Banner
        look="info"
        actions={
          <Button size="small" look="quiet" onPress={() => setHidden(key)}>
            {say('maintenance.hide')}
          </Button>
        }
      >
        {text}
      </Banner>
    </section>
  );
}

function AgeNotice({ sync, now }: { sync: SyncStatus; now: number }) {
  const say = useText('outbox');
  const count = useCount();
  const age = ageOfData(sync, now);
  if (age === null) return null;
  const { progress } = sync;
  return (
    <section aria-label={say(`age.${age.unit}`, { count: age.count })} className={cx(styles.bar)}>
      <Banner look="info" live="none">
        <span role="status">
          {say(`age.${age.unit}`, { count: age.count })}{' '}
          {say(sync.catchingUp ? 'age.catching' : 'age.offline')}
        </span>
        {progress !== null && (
          <span className={cx(styles.progress)}>
            {progress.of === null
              ? say('progress.some', { done: count(progress.done) })
              : say('progress', { done: count(progress.done), of: count(progress.of) })}
          </span>
        )}
      </Banner>
    </section>
  );
}

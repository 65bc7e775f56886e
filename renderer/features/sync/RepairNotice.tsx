import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { useFrame } from '../frame/frameContext.ts';
import { useRepairText } from '../outbox/repairText.ts';
import styles from './NoticeBar.module.css';

/** Stands over every screen, also after a restart, until somebody has read in the outbox what was lost. */
export function RepairNotice() {
  const say = useText('outbox');
  const { view, show } = useFrame();
  const now = useMinute();
  const textOf = useRepairText();
  const { data: repairs } = useLiveQuery('desk.repairs', {});
  const unread = repairs?.find((one) => one.seen === null);
  if (unread === undefined || view === 'outbox') return null;
  return (
    <section aria-label={say('repair.title')} className={cx(styles.bar)}>
      <Banner
        look="warning"
        actions={
          <Button size="small" onPress={() => show('outbox')}>
            {say('repair.show')}
          </Button>
        }
      >
        {say('repair.done', { at: formatMoment(unread.at, now) })} {textOf(unread)}
      </Banner>
    </section>
  );
}

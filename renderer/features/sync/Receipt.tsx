import type { RecordSigns } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { useFrame } from '../frame/frameContext.ts';
import styles from './Receipt.module.css';

/**
 * The receipt of one record: when this desk saved it, and when the region had it. The second is said only from the
 * region's own answer. A button, so that the keyboard reaches it, and it leads to the outbox.
 */
export function Receipt({ signs }: { signs: RecordSigns }) {
  const say = useText('outbox');
  const { show } = useFrame();
  const now = useMinute();
  const { pending, savedAt, regionAt } = signs;
  if (savedAt === null && regionAt === null) return null;
  return (
    <div className={cx(styles.place)}>
      <Button look="quiet" size="small" onPress={() => show('outbox')}>
        <span className={cx(styles.receipt)}>
          {savedAt !== null && (
            <StatusSign shape="here" text={say('receipt.here', { at: formatMoment(savedAt, now) })} />
          )}
          {pending > 0 && <StatusSign shape="waiting" text={say('receipt.waiting', { count: pending })} />}
          {pending === 0 && regionAt !== null && (
            <StatusSign shape="there" text={say('receipt.region', { at: formatMoment(regionAt, now) })} />
          )}
        </span>
      </Button>
    </div>
  );
}

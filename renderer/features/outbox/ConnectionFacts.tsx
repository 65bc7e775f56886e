import { useDeskHealth } from '../../desk/useDeskHealth.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { useLinkText } from '../sync/useLinkText.ts';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './OutboxScreen.module.css';

const skewShownMs = 2_000;

/** The truth of the connection, with the times it rests on. */
export function ConnectionFacts() {
  const say = useText('outbox');
  const sync = useText('sync');
  const frame = useText('frame');
  const trouble = useTroubleText();
  const linkText = useLinkText();
  const now = useMinute();
  const { engine } = useDeskHealth();
  const { data: status } = useLiveQuery('sync.status', {});
  if (status === undefined) return null;
  const isUp = status.connected && engine === 'ready';
  const moment = (at: string | null) => (at === null ? sync('never') : formatMoment(at, now));
  const isLevel = isUp && !status.catchingUp;
  const why = isUp ? null : trouble({ refusal: null, fault: status.linkCode });
  const lines = [
    ...(why === null ? [] : [why]),
    sync('lastHeard', { at: moment(status.lastHeardAt) }),
    say('dataAt', { at: isLevel ? formatMoment(new Date(now).toISOString(), now) : moment(status.dataAt) }),
    ...(Math.abs(status.skewMs) >= skewShownMs
      ? [sync('skew', { seconds: Math.round(status.skewMs / 1_000) })]
      : []),
    ...(status.parked > 0 ? [sync('parked', { count: status.parked })] : []),
  ];
  return (
    <Panel title={say('connection')}>
      <StatusSign
        shape={isUp ? 'there' : 'waiting'}
        text={engine === 'ready' ? linkText(status) : frame('engine.silent')}
      />
      <ul className={cx(styles.facts)}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Panel>
  );
}

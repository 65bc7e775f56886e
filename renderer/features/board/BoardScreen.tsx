import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { formatClockSeconds } from '../../ui/time/formatTime.ts';
import { useNow } from '../../ui/time/useNow.ts';
import { MainRegion } from '../frame/Region.tsx';
import { BoardContacts } from './BoardContacts.tsx';
import { BoardDesks } from './BoardDesks.tsx';
import styles from './BoardScreen.module.css';
import { dataAge } from './dataAge.ts';

const phases = ['ringing', 'talking', 'wrappingUp'] as const satisfies readonly ContactRow['phase'][];

/** The shift at a glance. A board that stopped updating looks like a calm one, so it must look wrong instead. */
export function BoardScreen() {
  const say = useText('board');
  const now = useNow();
  const { data: ringing } = useLiveQuery('contact.list', { phase: 'ringing' });
  const { data: rows } = useLiveQuery('contact.list', { phase: 'open' });
  const { data: presence } = useLiveQuery('presence.list', {});
  const { data: sync } = useLiveQuery('sync.status', {});
  const age = dataAge(presence, sync, now);
  const open = [...(ringing ?? []), ...(rows ?? [])];
  return (
    <MainRegion label={say('title')}>
      <div className={cx(styles.board, age.stale && styles.stale)}>
        <div className={cx(styles.head)}>
          <h1>{say('title')}</h1>
          {age.at !== null && !age.stale && (
            <span className={cx(styles.age)}>{say('dataAt', { at: formatClockSeconds(age.at) })}</span>
          )}
        </div>
        {age.stale && (
          <Banner look="warning">
            {say('stale', { at: age.at === null ? '–' : formatClockSeconds(age.at) })}
          </Banner>
        )}
        <div className={cx(styles.columns)}>
          <Panel title={say('contacts')}>
            {open.length === 0 && <EmptyState>{say('noContacts')}</EmptyState>}
            {open.length > 0 &&
              phases.map((phase) => (
                <BoardContacts key={phase} phase={phase} rows={open.filter((row) => row.phase === phase)} />
              ))}
          </Panel>
          <Panel title={say('desks')}>
            <BoardDesks desks={presence?.desks ?? []} />
          </Panel>
        </div>
      </div>
    </MainRegion>
  );
}

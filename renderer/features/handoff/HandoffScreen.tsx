import { useState } from 'react';
import type { HandoffView } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { ToggleRow } from '../../ui/control/ToggleRow.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { RowList } from '../../ui/surface/RowList.tsx';
import { MainRegion } from '../frame/Region.tsx';
import { HandoffDetail } from './HandoffDetail.tsx';
import { HandoffLine } from './HandoffLine.tsx';
import styles from './HandoffScreen.module.css';
import { byUrgency, type HandoffGroup, handoffGroups } from './handoffOrder.ts';

type Box = 'in' | 'out';

/** The coordinator's day: what waits for someone, what is mine, what has ended. Nothing expires in silence. */
export function HandoffScreen() {
  const say = useText('handoffInbox');
  const [box, setBox] = useState<Box>('in');
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: handoffs } = useLiveQuery('handoff.list', { box });
  const { data: dispositions } = useLiveQuery('disposition.list', {});
  const ordered = byUrgency(handoffs ?? [], dispositions ?? []);
  const shown = ordered.find((one) => one.handoffId === chosen);
  return (
    <MainRegion label={say('title')}>
      <div className={cx(styles.screen)}>
        <div className={cx(styles.column)}>
          <Panel
            title={say('title')}
            level={1}
            aside={
              <ToggleRow<Box>
                label={say('title')}
                options={[
                  { key: 'in', text: say('box.in') },
                  { key: 'out', text: say('box.out') },
                ]}
                value={box}
                onPick={setBox}
              />
            }
          >
            {handoffs?.length === 0 && <EmptyState>{say(box === 'in' ? 'emptyIn' : 'emptyOut')}</EmptyState>}
            {handoffGroups.map((group) => (
              <Group
                key={group.name}
                group={group}
                rows={ordered.filter((one) => group.phases.includes(one.phase))}
                chosen={chosen}
                onOpen={setChosen}
              />
            ))}
          </Panel>
        </div>
        <div className={cx(styles.column, shown !== undefined && styles.isShown)}>
          {shown === undefined ? (
            <EmptyState>{say('pick')}</EmptyState>
          ) : (
            <HandoffDetail key={shown.handoffId} handoff={shown} />
          )}
        </div>
      </div>
    </MainRegion>
  );
}

interface GroupProps {
  readonly group: HandoffGroup;
  readonly rows: readonly HandoffView[];
  readonly chosen: string | null;
  readonly onOpen: (handoffId: string) => void;
}

function Group({ group, rows, chosen, onOpen }: GroupProps) {
  const say = useText('handoffInbox');
  if (rows.length === 0) return null;
  const title = say(group.name, { count: rows.length });
  return (
    <section aria-label={title}>
      <h2 className={cx(styles.group)}>{title}</h2>
      <RowList
        label={title}
        rows={rows}
        idOf={(one) => one.handoffId}
        nameOf={(one) => one.sbar.situation}
        render={(one) => <HandoffLine handoff={one} />}
        onOpen={onOpen}
        selected={chosen}
        empty={null}
      />
    </section>
  );
}

import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { RowList } from '../../ui/surface/RowList.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { MainRegion } from '../frame/Region.tsx';
import { type ChosenState, useDeskState } from '../frame/useDeskState.ts';
import { isAtHand } from '../frame/useWorkspace.ts';
import { useTroubleText } from '../sync/useTroubleText.ts';
import { ContactLine } from './ContactLine.tsx';
import styles from './ReadyScreen.module.css';
import { useOpenByHand } from './useOpenByHand.ts';

/** Between calls: what state the desk is in, what is left unfinished, and the next call when it comes. */
export function ReadyScreen() {
  const say = useText('ready');
  const trouble = useTroubleText();
  const { session, openContact } = useFrame();
  const { data: rows } = useLiveQuery('contact.list', {});
  const { data: sync } = useLiveQuery('sync.status', {});
  const { openByHand, open } = useOpenByHand();
  const drafts = (rows ?? []).filter((row) => isAtHand(row, session));
  const closed = (rows ?? []).filter(
    (row) => row.phase === 'closed' && row.answeredBy?.user === session.user,
  );
  const wrong = trouble(open);
  return (
    <MainRegion label={say('title')}>
      <div className={cx(styles.screen)}>
        <StateCard />
        {sync?.connected === false && (
          <Banner look="warning" live="none">
            {say('offline')}
          </Banner>
        )}
        {wrong !== null && <Banner look="warning">{wrong}</Banner>}
        <Panel
          title={drafts.length === 0 ? say('drafts') : say('draftsCount', { count: drafts.length })}
          aside={
            <Button
              size="small"
              icon={<Plus aria-hidden="true" />}
              chord={showChord(shortcutOf('newContact').chord)}
              isPending={open.busy}
              onPress={openByHand}
            >
              {say('newContact')}
            </Button>
          }
        >
          <Rows rows={drafts} label={say('drafts')} empty={say('noDrafts')} onOpen={openContact} />
        </Panel>
        <Panel title={say('closed')}>
          <ClosedRows rows={closed} onOpen={openContact} />
        </Panel>
      </div>
    </MainRegion>
  );
}

/** At the end of a long day the next call is not kept waiting by the drawing of all those before it. */
const closedShown = 12;

function ClosedRows({ rows, onOpen }: Pick<RowsProps, 'rows' | 'onOpen'>) {
  const say = useText('ready');
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, closedShown);
  return (
    <>
      <Rows rows={shown} label={say('closed')} empty={say('noClosed')} onOpen={onOpen} />
      {shown.length < rows.length && (
        <Button look="quiet" onPress={() => setAll(true)}>
          {say('closedAll', { count: rows.length })}
        </Button>
      )}
    </>
  );
}

interface RowsProps {
  readonly rows: readonly ContactRow[];
  readonly label: string;
  readonly empty: string;
  readonly onOpen: (contactId: string) => void;
}

function Rows({ rows, label, empty, onOpen }: RowsProps) {
  return (
    <RowList
      label={label}
      rows={rows}
      idOf={(row) => row.contactId}
      nameOf={(row) => row.reason}
      render={(row) => <ContactLine row={row} />}
      onOpen={onOpen}
      empty={<EmptyState>{empty}</EmptyState>}
    />
  );
}

const moves: Readonly<Record<ChosenState, readonly ChosenState[]>> = {
  ready: ['break', 'casework'],
  break: ['ready', 'casework'],
  casework: ['ready', 'break'],
};
const words = { ready: 'goReady', break: 'goBreak', casework: 'goCasework' } as const;

function StateCard() {
  const say = useText('ready');
  const frame = useText('frame');
  const { state, set } = useDeskState();
  return (
    <section aria-label={say('state')} className={cx(styles.state, state === 'ready' && styles.isReady)}>
      <div>
        <h1 className={cx(styles.word)}>{frame(`state.${state}`)}</h1>
        <p className={cx(styles.hint)}>{say(state === 'ready' ? 'readyHint' : 'notReadyHint')}</p>
      </div>
      <div className={cx(styles.moves)}>
        {moves[state].map((next) => (
          <Button
            key={next}
            look={next === 'ready' ? 'primary' : 'secondary'}
            size={next === 'ready' ? 'large' : 'normal'}
            chord={next === 'ready' ? showChord(shortcutOf('answerOrReady').chord) : undefined}
            onPress={() => set(next)}
          >
            {say(words[next])}
          </Button>
        ))}
      </div>
    </section>
  );
}

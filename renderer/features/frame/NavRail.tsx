import {
  ArrowRightLeft,
  Headset,
  LayoutDashboard,
  LibraryBig,
  MessageSquareText,
  Search,
  Send,
  Settings,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { mayAuthor } from '../../../shared/domain/access/policy.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { showChord } from '../../keys/chord.ts';
import { type ShortcutId, shortcutOf } from '../../keys/shortcuts.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { useFrame, type View } from './frameContext.ts';
import styles from './NavRail.module.css';

interface Door {
  readonly id: ShortcutId;
  readonly view: View;
  readonly icon: ReactNode;
}

const doors: readonly Door[] = [
  { id: 'viewReady', view: 'ready', icon: <Headset aria-hidden="true" /> },
  { id: 'viewHandoffs', view: 'handoffs', icon: <ArrowRightLeft aria-hidden="true" /> },
  { id: 'viewBoard', view: 'board', icon: <LayoutDashboard aria-hidden="true" /> },
  { id: 'outbox', view: 'outbox', icon: <Send aria-hidden="true" /> },
];

export function NavRail() {
  const say = useText('frame');
  const { view, contactId, session, show, openOverlay } = useFrame();
  const { data: inbox } = useLiveQuery('handoff.list', { box: 'in' });
  const { data: sync } = useLiveQuery('sync.status', {});
  // Tips stand inside the landmark they explain.
  const [rail, setRail] = useState<HTMLElement | null>(null);
  const offered = (inbox ?? []).filter(
    (one) => one.phase === 'offered' && one.toUnit === session.unit,
  ).length;
  const counts: Readonly<Partial<Record<View, number>>> = {
    handoffs: offered,
    outbox: sync?.refused.length ?? 0,
  };
  return (
    <nav ref={setRail} aria-label={say('nav')} data-region="nav" tabIndex={-1} className={cx(styles.rail)}>
      {contactId !== null && (
        <DoorButton
          door={{ id: 'viewContact', view: 'contact', icon: <MessageSquareText aria-hidden="true" /> }}
          isHere={view === 'contact'}
          count={0}
          rail={rail}
          onGo={() => show('contact')}
        />
      )}
      {doors.map((door) => (
        <DoorButton
          key={door.id}
          door={door}
          isHere={view === door.view}
          count={counts[door.view] ?? 0}
          rail={rail}
          onGo={() => show(door.view)}
        />
      ))}
      {mayAuthor(session.role, 'script.drafted') && (
        <DoorButton
          door={{ id: 'viewLibrary', view: 'library', icon: <LibraryBig aria-hidden="true" /> }}
          isHere={view === 'library'}
          count={0}
          rail={rail}
          onGo={() => show('library')}
        />
      )}
      <span className={cx(styles.gap)} />
      <DoorButton
        door={{ id: 'palette', view, icon: <Search aria-hidden="true" /> }}
        isHere={false}
        count={0}
        rail={rail}
        onGo={() => openOverlay('palette')}
      />
      <DoorButton
        door={{ id: 'settings', view, icon: <Settings aria-hidden="true" /> }}
        isHere={false}
        count={0}
        rail={rail}
        onGo={() => openOverlay('settings')}
      />
    </nav>
  );
}

interface DoorButtonProps {
  readonly door: Door;
  readonly isHere: boolean;
  readonly count: number;
  readonly rail: HTMLElement | null;
  readonly onGo: () => void;
}

function DoorButton({ door, isHere, count, rail, onGo }: DoorButtonProps) {
  const say = useText('frame');
  const { chord, label } = shortcutOf(door.id);
  useShortcut(door.id, onGo);
  const name = count > 0 ? `${say(label)}, ${count}` : say(label);
  return (
    <TooltipTrigger delay={400}>
      <AriaButton
        aria-label={name}
        {...(isHere ? { 'aria-current': 'page' as const } : {})}
        className={cx(styles.door, isHere && styles.here)}
        onPress={onGo}
      >
        {door.icon}
        {count > 0 && (
          <span className={cx(styles.count)} aria-hidden="true">
            {count}
          </span>
        )}
      </AriaButton>
      <Tooltip
        placement="right"
        className={cx(styles.tip)}
        {...(rail === null ? {} : { UNSTABLE_portalContainer: rail })}
      >
        {say(label)} <kbd>{showChord(chord)}</kbd>
      </Tooltip>
    </TooltipTrigger>
  );
}

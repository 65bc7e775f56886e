import { Moon, Sun } from 'lucide-react';
import type { DeskPreferences, SessionView, SyncStatus } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useDeskHealth } from '../../desk/useDeskHealth.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { IconButton } from '../../ui/control/IconButton.tsx';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatClockSeconds } from '../../ui/time/formatTime.ts';
import { useFrame } from '../frame/frameContext.ts';
import { usePreferences } from '../frame/useAppliedPreferences.ts';
import styles from './StatusBar.module.css';
import { useLinkText } from './useLinkText.ts';

export interface StatusBarProps {
  readonly mode: SessionView['mode'];
  readonly onDetails: () => void;
}

/** Two facts, never one spinner: what is durable on this desk, and what is durable at the region. */
export function StatusBar({ mode, onDetails }: StatusBarProps) {
  const say = useText('sync');
  const frame = useText('frame');
  const language = useLanguage();
  const signIn = useText('signIn');
  const { session, openOverlay } = useFrame();
  const { data: sync } = useLiveQuery('sync.status', {});
  const refused = sync === undefined ? 0 : sync.refused.length;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: at the end of the page a footer is a contentinfo landmark
    <footer aria-label={say('title')} data-region="status" tabIndex={-1} className={cx(styles.bar)}>
      {sync !== undefined && <Signs sync={sync} />}
      {sync?.link === 'needsSignIn' && (
        <Button size="small" onPress={() => openOverlay('signIn')}>
          {signIn('again')}
        </Button>
      )}
      {refused > 0 && (
        <Button look="quiet" size="small" onPress={onDetails}>
          <StatusSign shape="failed" text={say('refusedCount', { count: refused })} />
        </Button>
      )}
      <span className={cx(styles.gap)} />
      {mode === 'offline' && <span>{say('offlineSession')}</span>}
      <span className={cx(styles.who)}>
        {session.name} · {frame(`role.${session.role}`)} · {session.unitName[language]}
      </span>
      <Switches />
    </footer>
  );
}

function Signs({ sync }: { sync: SyncStatus }) {
  const say = useText('sync');
  const frame = useText('frame');
  const linkText = useLinkText();
  const { engine } = useDeskHealth();
  const { lastSavedAt, pending } = sync;
  const here = lastSavedAt === null ? say('here') : say('hereAt', { at: formatClockSeconds(lastSavedAt) });
  // After a restart what waits was saved before it.
  const isSaved = lastSavedAt !== null || pending > 0;
  return (
    <>
      {isSaved ? <StatusSign shape="here" text={here} /> : <span>{say('nothingYet')}</span>}
      <ThereSign sync={sync} />
      <span role="status" className={cx(!(sync.connected && engine === 'ready') && styles.cut)}>
        {engine === 'ready' ? linkText(sync) : frame('engine.silent')}
      </span>
    </>
  );
}

function ThereSign({ sync }: { sync: SyncStatus }) {
  const say = useText('sync');
  if (sync.pending > 0)
    return (
      <StatusSign
        shape="waiting"
        text={say(sync.connected ? 'sending' : 'waiting', { count: sync.pending })}
      />
    );
  if (sync.lastAcknowledgedAt === null) return null;
  return (
    <StatusSign shape="there" text={say('thereAt', { at: formatClockSeconds(sync.lastAcknowledgedAt) })} />
  );
}

const nextLanguage = { fi: 'sv', sv: 'en', en: 'fi' } as const;

function Switches() {
  const say = useText('sync');
  const preferences = usePreferences();
  const set = useCommand('desk.setPreferences');
  const dark = isDark(preferences);
  return (
    <span className={cx(styles.switches)}>
      <Button
        look="quiet"
        size="small"
        aria-label={`${say('language')}: ${preferences.language}`}
        onPress={() => void set.run({ language: nextLanguage[preferences.language] })}
      >
        {preferences.language}
      </Button>
      <IconButton
        label={say(dark ? 'theme.toLight' : 'theme.toDark')}
        icon={dark ? <Sun /> : <Moon />}
        onPress={() => void set.run({ theme: dark ? 'light' : 'dark' })}
      />
    </span>
  );
}

function isDark(preferences: DeskPreferences): boolean {
  if (preferences.theme !== 'system') return preferences.theme === 'dark';
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}

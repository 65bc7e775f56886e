import type { KeyboardEvent } from 'react';
import { showChord } from '../../keys/chord.ts';
import { type ShortcutId, shortcutOf } from '../../keys/shortcuts.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { type Pane, useCall } from './callContext.ts';
import styles from './contact.module.css';

const chords: Readonly<Record<Pane, ShortcutId | null>> = {
  assessment: 'assessment',
  plan: 'plan',
  handoff: 'handoffOffer',
  wrapUp: null,
  notes: 'notes',
};

/** The parts of a contact. In a narrow window the notes are one of them. */
export function PaneTabs({ panes }: { panes: readonly Pane[] }) {
  const say = useText('contact');
  const { pane, goTo } = useCall();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const to = panes[(panes.indexOf(pane) + step + panes.length) % panes.length];
    if (to !== undefined) goTo(to, `pane-tab-${to}`);
  };
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={say('panes.label')}
      className={cx(styles.tabs)}
      onKeyDown={onKeyDown}
    >
      {panes.map((one) => {
        const shortcut = chords[one];
        return (
          <button
            key={one}
            type="button"
            role="tab"
            id={`pane-tab-${one}`}
            aria-selected={one === pane}
            aria-controls="contact-pane"
            tabIndex={one === pane ? 0 : -1}
            className={cx(styles.tab, one === pane && styles.shownTab)}
            onClick={() => goTo(one)}
          >
            {say(`pane.${one}`)}
            {shortcut !== null && (
              <span aria-hidden="true" className={cx(styles.chord)}>
                {showChord(shortcutOf(shortcut).chord)}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}

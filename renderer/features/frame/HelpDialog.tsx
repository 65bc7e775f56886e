import { showChord } from '../../keys/chord.ts';
import { type Shortcut, type ShortcutScope, shortcuts } from '../../keys/shortcuts.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/surface/Dialog.tsx';
import styles from './HelpDialog.module.css';

const scopes: readonly ShortcutScope[] = [
  'global',
  'contact',
  'question',
  'assessment',
  'wrapUp',
  'handoff',
  'library',
];

/** F1: every key of the product, read from the one table that also makes them work. */
export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText('frame');
  return (
    <Dialog
      title={say('help.title')}
      closeLabel={say('close')}
      isOpen={isOpen}
      onClose={onClose}
      width="wide"
      isReading
    >
      <div className={cx(styles.columns)}>
        {scopes.map((scope) => (
          <section key={scope} aria-label={say(`scope.${scope}`)} className={cx(styles.group)}>
            <h3>{say(`scope.${scope}`)}</h3>
            <dl className={cx(styles.keys)}>
              {keysOf(scope).map((one) => (
                <div key={one.id} className={cx(styles.key)}>
                  <dt>
                    <kbd>{showChord(one.chord)}</kbd>
                  </dt>
                  <dd>{say(one.label)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Digits and Esc are handled where they act, so they stand here beside the table's own. */
const handled: readonly Shortcut[] = [
  { id: 'answerDigit', chord: '1…9', scope: 'question', label: 'key.answerDigit' },
  { id: 'answerFromNotes', chord: 'Alt+1…9', scope: 'question', label: 'key.answerFromNotes' },
  { id: 'closeTop', chord: 'Esc', scope: 'global', label: 'key.closeTop' },
];

function keysOf(scope: ShortcutScope): readonly Shortcut[] {
  return [...shortcuts, ...handled].filter((one) => one.scope === scope);
}

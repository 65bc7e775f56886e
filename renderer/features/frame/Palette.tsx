import { useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, useFilter } from 'react-aria-components';
import { showChord } from '../../keys/chord.ts';
import { type ShortcutId, shortcuts } from '../../keys/shortcuts.ts';
import { liveShortcuts, runShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { Dialog } from '../../ui/surface/Dialog.tsx';
import styles from './Palette.module.css';

/** Ctrl+K: what can be done in this view, by typing. Each row teaches its key. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText('frame');
  return (
    <Dialog title={say('palette.title')} closeLabel={say('close')} isOpen={isOpen} onClose={onClose}>
      <PaletteList onClose={onClose} />
    </Dialog>
  );
}

function PaletteList({ onClose }: { onClose: () => void }) {
  const say = useText('frame');
  const { contains } = useFilter({ sensitivity: 'base' });
  // Read once as it opens: opening itself changes nothing of what the view can do.
  const [rows] = useState(() => {
    const live = liveShortcuts();
    return shortcuts.filter((one) => live.has(one.id) && one.id !== 'palette');
  });
  const run = (id: ShortcutId) => {
    onClose();
    // After the dialog has given focus back, so that a command that moves focus is not undone.
    requestAnimationFrame(() => runShortcut(id));
  };
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={say('palette.field')} autoFocus className={cx(styles.field)}>
        <Input className={cx(styles.input)} />
      </SearchField>
      <ListBox
        aria-label={say('palette.title')}
        className={cx(styles.list)}
        items={rows}
        dependencies={[say]}
        renderEmptyState={() => <EmptyState>{say('palette.empty')}</EmptyState>}
        onAction={(key) => {
          const row = rows.find((one) => one.id === key);
          if (row !== undefined) run(row.id);
        }}
      >
        {(row) => (
          <ListBoxItem id={row.id} textValue={say(row.label)} className={cx(styles.row)}>
            <span>{say(row.label)}</span>
            <kbd>{showChord(row.chord)}</kbd>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  );
}

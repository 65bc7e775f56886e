import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import type { ShownNotes } from './useNotes.ts';

/** Stands above the notes where some are not shown: nobody takes the latest for all. */
export function EarlierNotes({ earlier, showEarlier }: Pick<ShownNotes, 'earlier' | 'showEarlier'>) {
  const say = useText('contact');
  if (earlier === 0) return null;
  return (
    <Button size="small" look="quiet" onPress={showEarlier}>
      {say('notes.earlier', { many: earlier })}
    </Button>
  );
}

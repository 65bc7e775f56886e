import { type FormEvent, useState } from 'react';
import { useCommand } from '../../desk/useCommand.ts';
import { useKeptText } from '../../desk/useKept.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './HandoffScreen.module.css';

/** Taking asks for the receiver's own words: the sender sees at once whether they were understood. */
export function TakeHandoff({ handoffId }: { handoffId: string }) {
  const say = useText('handoffInbox');
  const trouble = useTroubleText();
  const take = useCommand('handoff.take');
  const [readBack, setReadBack] = useKeptText(`readBack ${handoffId}`);
  const [gap, setGap] = useState(false);
  const takeNow = async () => {
    setGap(readBack.trim() === '');
    if (readBack.trim() === '') return;
    const answer = await take.run({ handoffId, readBack });
    if (answer.kind === 'done') setReadBack('');
  };
  useShortcut('take', () => void takeNow());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void takeNow();
  };
  const wrong = trouble(take);
  return (
    <form className={cx(styles.act)} onSubmit={submit}>
      <TextArea
        label={say('readBack')}
        hint={say('readBackHint')}
        value={readBack}
        onChange={setReadBack}
        error={gap ? say('readBackNeeded') : null}
        rows={2}
      />
      {wrong !== null && (
        <Banner look="warning" live="alert">
          {wrong}
        </Banner>
      )}
      <div>
        <Button
          look="primary"
          type="submit"
          chord={showChord(shortcutOf('take').chord)}
          isPending={take.busy}
        >
          {say('take')}
        </Button>
      </div>
    </form>
  );
}

import { useRef, useState } from 'react';
import { useCommand } from '../../desk/useCommand.ts';
import { useKept, useKeptText } from '../../desk/useKept.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './HandoffScreen.module.css';

/** Done, or back to the sender with a reason. One text serves both, so changing one's mind loses nothing. */
export function EndHandoff({ handoffId }: { handoffId: string }) {
  const say = useText('handoffInbox');
  const trouble = useTroubleText();
  const finish = useCommand('handoff.finish');
  const giveBack = useCommand('handoff.return');
  const [returning, setReturning] = useKept({
    key: `returning ${handoffId}`,
    empty: false,
    read: (stored) => stored === true || undefined,
  });
  const [text, setText] = useKeptText(`end ${handoffId}`);
  const [gap, setGap] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // The reason comes next; focus left behind would stand on the button that takes the wish back.
  const startReturn = () => {
    setReturning(true);
    field.current?.focus();
  };
  const forget = (answer: { readonly kind: string }) => {
    if (answer.kind !== 'done') return;
    setText('');
    setReturning(false);
  };
  const returnNow = async () => {
    setGap(text.trim() === '');
    if (text.trim() !== '') forget(await giveBack.run({ handoffId, reason: text }));
  };
  const finishNow = async () =>
    forget(await finish.run({ handoffId, note: text.trim() === '' ? null : text }));
  const wrong = trouble(finish) ?? trouble(giveBack);
  return (
    <div className={cx(styles.act)}>
      <TextArea
        areaRef={field}
        label={say(returning ? 'returnReason' : 'doneNote')}
        value={text}
        onChange={setText}
        error={gap && returning ? say('reasonNeeded') : null}
        rows={2}
      />
      {wrong !== null && (
        <Banner look="warning" live="alert">
          {wrong}
        </Banner>
      )}
      {returning ? (
        <div className={cx(styles.buttons)}>
          <Button look="primary" isPending={giveBack.busy} onPress={() => void returnNow()}>
            {say('returnDo')}
          </Button>
          <Button onPress={() => setReturning(false)}>{say('cancel')}</Button>
        </div>
      ) : (
        <div className={cx(styles.buttons)}>
          <Button look="primary" isPending={finish.busy} onPress={() => void finishNow()}>
            {say('done')}
          </Button>
          <Button onPress={startReturn}>{say('giveBack')}</Button>
        </div>
      )}
    </div>
  );
}

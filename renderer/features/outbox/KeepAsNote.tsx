import { useState } from 'react';
import { noteCharsMax } from '../../../shared/base/text.ts';
import type { RefusedItemView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { cx } from '../../ui/cx.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { useFrame } from '../frame/frameContext.ts';
import styles from './OutboxScreen.module.css';
import { useOutboxWords } from './outboxWords.ts';

/** What the region would not take as it was goes on as a note, after its writer has looked at it. */
export function KeepAsNote({ item, onCancel }: { item: RefusedItemView; onCancel: () => void }) {
  const say = useText('outbox');
  const words = useOutboxWords();
  const { contactId } = useFrame();
  const [text, setText] = useState(`${words.change(item.type)}: ${item.texts.join('\n')}`);
  const { run, busy, refusal, fault } = useCommand('refusal.keepAsNote');
  const save = () => void run({ opId: item.opId, text, contactId: item.noteOn === null ? contactId : null });
  return (
    <div className={cx(styles.way)}>
      <TextArea
        label={say('asNote.field')}
        hint={say(item.noteOn === null ? 'asNote.where.atHand' : `asNote.where.${item.noteOn.kind}`)}
        value={text}
        maxLength={noteCharsMax}
        onChange={setText}
        autoFocus
      />
      <Trouble refusal={refusal} fault={fault} />
      <div className={cx(styles.actions)}>
        <Button look="primary" size="small" isPending={busy} isDisabled={text.trim() === ''} onPress={save}>
          {say('asNote.save')}
        </Button>
        <Button size="small" onPress={onCancel}>
          {say('cancel')}
        </Button>
      </div>
    </div>
  );
}

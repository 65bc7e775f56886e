import { useState } from 'react';
import { lineCharsMax } from '../../../shared/base/text.ts';
import type { RefusedItemView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Trouble } from '../contact/Trouble.tsx';
import styles from './OutboxScreen.module.css';

/** Nobody may let a dead letter go without saying why; it stays in the list of what was dealt with. */
export function PutAside({ item, onCancel }: { item: RefusedItemView; onCancel: () => void }) {
  const say = useText('outbox');
  const [reason, setReason] = useState('');
  const { run, busy, refusal, fault } = useCommand('refusal.dismiss');
  const save = () => void run({ opId: item.opId, reason });
  return (
    <form
      className={cx(styles.way)}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={say('putAside.reason')}
        hint={say('putAside.hint')}
        value={reason}
        maxLength={lineCharsMax}
        onChange={setReason}
        autoFocus
      />
      <Trouble refusal={refusal} fault={fault} />
      <div className={cx(styles.actions)}>
        <Button look="primary" size="small" isPending={busy} onPress={save}>
          {say('putAside.save')}
        </Button>
        <Button size="small" onPress={onCancel}>
          {say('cancel')}
        </Button>
      </div>
    </form>
  );
}

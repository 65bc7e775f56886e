import { useState } from 'react';
import { useCommand } from '../../../desk/useCommand.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { TextArea } from '../../../ui/control/TextArea.tsx';
import { cx } from '../../../ui/cx.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { useOpenScript } from '../open/openScript.ts';
import { stayInPane } from '../open/stayInPane.ts';
import styles from './release.module.css';

/** A reason goes with it: every professional who would have started this script reads it. */
export function WithdrawForm() {
  const say = useText('library');
  const { source, mayAuthor } = useOpenScript();
  const { run, busy, refusal, fault } = useCommand('script.withdraw');
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { scriptId, version, status } = source;
  if (!mayAuthor || (status !== 'released' && status !== 'builtIn')) return null;
  const withdraw = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    void run({ scriptId, version, reason: reason.trim() }).then(
      (reply) => reply.kind === 'done' && stayInPane(),
    );
  };
  return (
    <section aria-label={say('withdraw.title')} className={cx(styles.card)}>
      <h2>{say('withdraw.title')}</h2>
      <p className={cx(styles.lead)}>{say('withdraw.lead')}</p>
      <form
        className={cx(styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          withdraw();
        }}
      >
        <TextArea
          label={say('withdraw.reason')}
          hint={say('withdraw.reasonHint')}
          error={isMissing ? say('withdraw.reasonMissing') : null}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(next) => {
            setReason(next);
            setMissing(false);
          }}
        />
        <Button type="submit" isPending={busy}>
          {say('withdraw.do')}
        </Button>
        <Trouble refusal={refusal} fault={fault} />
      </form>
    </section>
  );
}

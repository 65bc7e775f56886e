import { type FormEvent, useState } from 'react';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Dialog } from '../../ui/surface/Dialog.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';
import type { ClientRecord } from './useClientRecord.ts';

export interface RevealDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onReveal: ClientRecord['reveal'];
}

/** Contact data under a non-disclosure order is shown on a ground, and the ground is logged with the looking. */
export function RevealDialog({ isOpen, onClose, onReveal }: RevealDialogProps) {
  const say = useText('client');
  const frame = useText('frame');
  const trouble = useTroubleText();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const reveal = async () => {
    if (reason.trim() === '') {
      setError(say('reasonNeeded'));
      return;
    }
    const answer = await onReveal(reason);
    if (answer.kind === 'done') onClose();
    else
      setError(
        trouble({
          refusal: answer.kind === 'refused' ? answer.refusal : null,
          fault: answer.kind === 'failed' ? answer.fault : null,
        }),
      );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void reveal();
  };
  return (
    <Dialog title={say('revealTitle')} closeLabel={frame('close')} isOpen={isOpen} onClose={onClose}>
      <form onSubmit={submit}>
        <TextField label={say('revealReason')} value={reason} onChange={setReason} error={error} autoFocus />
      </form>
      <Banner look="warning" live="none">
        {say('revealHint')}
      </Banner>
      <div>
        <Button look="primary" onPress={() => void reveal()}>
          {say('revealDo')}
        </Button>
      </div>
    </Dialog>
  );
}

import { type FormEvent, useState } from 'react';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Dialog } from '../../ui/surface/Dialog.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './SignInScreen.module.css';

/** The same person renews an expired sign-in without leaving the call: only the sending has been waiting for it. */
export function SignInAgain({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText('signIn');
  const frame = useText('frame');
  const trouble = useTroubleText();
  const { session } = useFrame();
  const signIn = useCommand('session.signIn');
  const [password, setPassword] = useState('');
  const enter = async () => {
    if (password === '') return;
    const answer = await signIn.run({ user: session.user, password });
    setPassword('');
    if (answer.kind === 'done') onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter();
  };
  const wrong = trouble(signIn);
  return (
    <Dialog title={say('again')} closeLabel={frame('close')} isOpen={isOpen} onClose={onClose}>
      <p>{say('againWhy')}</p>
      <form className={cx(styles.form)} onSubmit={submit}>
        <TextField
          label={say('password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoFocus
        />
        {wrong !== null && <Banner look="warning">{wrong}</Banner>}
        <div>
          <Button look="primary" type="submit" isPending={signIn.busy}>
            {say('signIn')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

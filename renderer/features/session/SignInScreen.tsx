import { type FormEvent, useEffect, useState } from 'react';
import type { FaultCode } from '../../../shared/base/refusal.ts';
import type { Language } from '../../../shared/base/text.ts';
import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { RadioDigits } from '../../ui/control/RadioDigits.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { personOf, useTroubleText } from '../sync/useTroubleText.ts';
import { expectedDoor, isSessionGoing } from './doorMemory.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import { SignInHints } from './SignInHints.tsx';
import styles from './SignInScreen.module.css';
import { StartTrouble } from './StartTrouble.tsx';

export interface SignInScreenProps {
  /** Null until the engine has said anything. */
  readonly view: SessionView | null;
  readonly fault: FaultCode | null;
  /** Picked here, before anybody has signed in. */
  readonly doorLanguage: Language | null;
  readonly onLanguage: (language: Language) => void;
}

/** A shared desk: people who have signed in here before are one key away, the password is all they type. */
export function SignInScreen({ view, fault, doorLanguage, onLanguage }: SignInScreenProps) {
  const say = useText('signIn');
  return (
    <main aria-label={say('title')} data-region="main" tabIndex={-1} className={cx(styles.screen)}>
      <div className={cx(styles.card)}>
        <div>
          <p className={cx(styles.brand)}>Luotsi</p>
          <p className={cx(styles.lead)}>{say('lead')}</p>
        </div>
        {view === null && (fault !== null || isSessionGoing()) ? (
          <StartTrouble fault={fault} />
        ) : (
          <SignInForm view={view ?? expectedDoor()} isStarting={view === null} doorLanguage={doorLanguage} />
        )}
        <LanguageChoice onPick={onLanguage} />
      </div>
    </main>
  );
}

interface SignInFormProps {
  readonly view: SessionView;
  /** The engine has not answered yet: the form is there already, and what is typed goes in when it has. */
  readonly isStarting: boolean;
  readonly doorLanguage: Language | null;
}

function SignInForm({ view, isStarting, doorLanguage }: SignInFormProps) {
  const say = useText('signIn');
  const trouble = useTroubleText();
  const signIn = useCommand('session.signIn');
  const setPreferences = useCommand('desk.setPreferences');
  const [picked, setPicked] = useState<string | null>(view.knownUsers[0] ?? null);
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [gap, setGap] = useState<'user' | 'password' | null>(null);
  useKnownUsers(view.knownUsers, typed === '' && password === '' ? setPicked : null);
  const user = picked ?? typed.trim();
  const enter = async () => {
    const missing = user === '' ? 'user' : password === '' ? 'password' : null;
    setGap(missing);
    if (missing !== null) return;
    const answer = await signIn.run({ user, password });
    if (answer.kind !== 'done') setPassword('');
    else if (doorLanguage !== null) await setPreferences.run({ language: doorLanguage });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter();
  };
  const wrong = trouble(signIn);
  return (
    <form className={cx(styles.form)} onSubmit={submit}>
      <h1>{say('title')}</h1>
      <SignInHints view={view} />
      {view.knownUsers.length > 0 && (
        <RadioDigits
          label={say('who')}
          layout="column"
          options={[
            ...view.knownUsers.map((name) => ({ key: name, text: `${personOf(name)} (${name})` })),
            { key: '', text: say('other'), digit: 0 },
          ]}
          value={picked ?? ''}
          onPick={(key) => setPicked(key === '' ? null : key)}
        />
      )}
      {picked === null && (
        <TextField
          label={say('user')}
          value={typed}
          onChange={setTyped}
          error={gap === 'user' ? say('userNeeded') : null}
          autoFocus
        />
      )}
      <TextField
        label={say('password')}
        type="password"
        value={password}
        onChange={setPassword}
        error={gap === 'password' ? say('passwordNeeded') : null}
        autoFocus={picked !== null}
      />
      {wrong !== null && (
        <Banner look="warning" live="alert">
          {wrong}
        </Banner>
      )}
      <Button look="primary" size="large" type="submit" isPending={signIn.busy}>
        {say(signIn.busy ? 'signingIn' : 'signIn')}
      </Button>
      {isStarting && <Starting />}
    </form>
  );
}

/** The engine may know other people than the page remembered; whoever has begun to type is left in peace. */
function useKnownUsers(users: readonly string[], pick: ((user: string | null) => void) | null): void {
  const all = users.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the people change, not on every key.
  useEffect(() => pick?.(users[0] ?? null), [all]);
}

const patienceMs = 2_000;

function Starting() {
  const say = useText('signIn');
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return isLong ? (
    <p role="status" className={cx(styles.lead)}>
      {say('starting')}. {say('startingLong')}
    </p>
  ) : null;
}

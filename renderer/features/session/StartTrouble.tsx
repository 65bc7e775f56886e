import type { FaultCode } from '../../../shared/base/refusal.ts';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './SignInScreen.module.css';

/** The engine is starting, or it cannot open the database: which of the two, and that nothing has been destroyed. */
export function StartTrouble({ fault }: { fault: FaultCode | null }) {
  const say = useText('signIn');
  const trouble = useTroubleText();
  const port = useDeskPort();
  if (fault === null)
    return (
      <div role="status">
        <h1>{say('starting')}</h1>
        <p className={cx(styles.lead)}>{say('startingLong')}</p>
      </div>
    );
  return (
    <div className={cx(styles.form)}>
      <Banner look="warning" live="alert">
        {trouble({ refusal: null, fault })}
      </Banner>
      <Button look="primary" onPress={() => void port.shell('reload')}>
        {say('reload')}
      </Button>
      <Button onPress={() => void port.shell('quit')}>{say('quit')}</Button>
    </div>
  );
}

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { IconButton } from '../../ui/control/IconButton.tsx';
import { cx } from '../../ui/cx.ts';
import { formatDate } from '../../ui/time/formatTime.ts';
import { useNow } from '../../ui/time/useNow.ts';
import styles from './ClientBanner.module.css';
import { ageNow, birthDateOf, fullName, maskedCode } from './clientFacts.ts';

/** Name, birth date with age, and the identity code, its end hidden until asked for. */
export function ClientNumbers({ client }: { client: ClientView }) {
  const say = useText('client');
  const age = useAgeText();
  const [codeShown, setCodeShown] = useState(false);
  const birthDate = birthDateOf(client);
  const code = fieldValue(client.identityCode) ?? null;
  return (
    <>
      <h1 className={cx(styles.name)}>{fullName(client)}</h1>
      <span>
        <span className={cx(styles.label)}>{say('born')} </span>
        {birthDate === null ? say('unknown') : formatDate(birthDate)}
        {birthDate !== null && ` (${age(birthDate)})`}
      </span>
      <span className={cx(styles.code)}>
        <span className={cx(styles.label)}>{say('identityCode')} </span>
        {code === null && say('unknown')}
        {code !== null && (codeShown ? code : maskedCode(code))}
        {code !== null && (
          <IconButton
            onBanner
            label={say(codeShown ? 'hideCode' : 'showCode')}
            icon={codeShown ? <EyeOff /> : <Eye />}
            onPress={() => setCodeShown(!codeShown)}
          />
        )}
      </span>
    </>
  );
}

export function useAgeText(): (birthDate: string) => string {
  const say = useText('client');
  const now = useNow();
  return (birthDate) => {
    const age = ageNow(birthDate, now);
    if (age === null) return say('unknown');
    const years = say('years', { count: age.years });
    if (age.years >= 3) return years;
    const months = say('months', { count: age.months });
    return age.years === 0 ? months : `${years} ${months}`;
  };
}

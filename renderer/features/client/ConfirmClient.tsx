import { useEffect, useRef } from 'react';
import type { ClientRow } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { useDigits } from '../../ui/control/useDigits.ts';
import { cx } from '../../ui/cx.ts';
import { formatDate } from '../../ui/time/formatTime.ts';
import styles from './IdentifyPanel.module.css';

export interface ConfirmClientProps {
  readonly row: ClientRow;
  readonly onConfirm: (certainty: 'verified' | 'stated') => void;
  readonly onBack: () => void;
}

const certainties = ['verified', 'stated'] as const;

/** Two identifiers to read back to the caller; how sure the nurse became is kept with the link. */
export function ConfirmClient({ row, onConfirm, onBack }: ConfirmClientProps) {
  const say = useText('client');
  const place = useRef<HTMLElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  useDigits(place, (digit) => {
    const certainty = certainties[digit - 1];
    if (certainty !== undefined) onConfirm(certainty);
    return certainty !== undefined;
  });
  return (
    <section ref={place} aria-label={say('confirmTitle')} className={cx(styles.confirm)}>
      <h3>{say('confirmTitle')}</h3>
      <p className={cx(styles.aloud)}>
        {row.name}
        <br />
        {row.birthDate === null ? say('unknown') : formatDate(row.birthDate)}
        {row.identityCode !== null && ` · ${row.identityCode}`}
      </p>
      {certainties.map((certainty, index) => (
        <Button
          key={certainty}
          {...(index === 0 ? { ref: first } : {})}
          look={index === 0 ? 'primary' : 'secondary'}
          icon={<span aria-hidden="true">{index + 1}</span>}
          onPress={() => onConfirm(certainty)}
        >
          {say(`confirm.${certainty}`)}
        </Button>
      ))}
      <Button look="quiet" onPress={onBack}>
        {say('backToSearch')}
      </Button>
    </section>
  );
}

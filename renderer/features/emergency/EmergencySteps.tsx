import { useRef } from 'react';
import type { EmergencyStep } from '../../../shared/domain/contact/contact.ts';
import type { ContactView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { useDigits } from '../../ui/control/useDigits.ts';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { formatClockSeconds } from '../../ui/time/formatTime.ts';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './EmergencyPanel.module.css';

const steps = ['callerCalls', 'transferred', 'calledForThem'] as const satisfies readonly EmergencyStep[];

/** Three ways to the emergency centre, each one digit. They record a time; the phone does the calling. */
export function EmergencySteps({ contact }: { contact: ContactView | undefined }) {
  const say = useText('emergency');
  const trouble = useTroubleText();
  const take = useCommand('contact.takeEmergencyStep');
  const place = useRef<HTMLElement>(null);
  const takeStep = (step: EmergencyStep) => {
    if (contact !== undefined) void take.run({ contactId: contact.contactId, step });
  };
  useDigits(place, (digit) => {
    const step = steps[digit - 1];
    if (step === undefined) return false;
    takeStep(step);
    return true;
  });
  const wrong = trouble(take);
  return (
    <section ref={place} aria-label={say('steps')} className={cx(styles.steps)}>
      <h3>{say('steps')}</h3>
      {steps.map((step, index) => {
        const last = [...(contact?.emergencySteps ?? [])].reverse().find((one) => one.step === step);
        return (
          <Button
            key={step}
            isDisabled={contact === undefined}
            icon={<span className={cx(styles.digit)}>{index + 1}</span>}
            onPress={() => takeStep(step)}
          >
            {say(`step.${step}`)}
            {last !== undefined && ` · ${say('taken', { at: formatClockSeconds(last.at) })}`}
          </Button>
        );
      })}
      <p className={cx(styles.hint)}>{say('stepHint')}</p>
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
      {contact !== undefined && contact.emergencySteps.length > 0 && (
        <p className={cx(styles.hint)}>
          {say('times')}:{' '}
          {contact.emergencySteps
            .map((one) => `${formatClockSeconds(one.at)} ${say(`step.${one.step}`)}`)
            .join(' · ')}
        </p>
      )}
    </section>
  );
}

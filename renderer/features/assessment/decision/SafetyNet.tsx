import { Check } from 'lucide-react';
import { useCommand } from '../../../desk/useCommand.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Chip } from '../../../ui/sign/Chip.tsx';
import { formatClock } from '../../../ui/time/formatTime.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { askedNext } from '../questionGroups.ts';
import styles from './decision.module.css';

/** After the decision: what is told to the caller, in the caller's language, large and calm. */
export function SafetyNet() {
  const say = useText('assessment');
  const sayContact = useText('contact');
  const { contact, reading, answering, goTo } = useCall();
  const { run, refusal, fault } = useCommand('assessment.readSafetyNet');
  const { assessment } = contact;
  if (assessment?.decision == null) return null;
  const { safetyNetReadAt: readAt, teachBack, lines } = assessment;
  const callLanguage = contact.language.at(-1)?.value;
  const read = async (taught: boolean) => {
    const reply = await run({
      contactId: contact.contactId,
      assessmentId: assessment.id,
      teachBack: taught,
    });
    if (reply.kind !== 'done' || !taught) return;
    const next = askedNext(reply.result.assessment);
    if (next === null) goTo('assessment', 'safety-net');
    else answering.jumpTo(next);
  };
  return (
    <section
      id="safety-net"
      tabIndex={-1}
      aria-label={say('safetyNet.title')}
      className={cx(styles.safetyNet)}
    >
      <h3>{say('safetyNet.title')}</h3>
      {callLanguage === 'other' && (
        <p className={cx(styles.muted)}>
          {say('safetyNet.noLanguage', { language: sayContact(`language.${reading}`) })}
        </p>
      )}
      {lines.advice.length > 0 && <ReadAloud title={say('safetyNet.advice')} lines={lines.advice} />}
      {lines.safetyNet.length > 0 && <ReadAloud title={say('safetyNet.watch')} lines={lines.safetyNet} />}
      {contact.phase !== 'closed' && (
        <div className={cx(styles.actions)}>
          {readAt !== null && (
            <Chip look="success" icon={<Check aria-hidden="true" />}>
              {say('safetyNet.readAt', { time: formatClock(readAt) })}
            </Chip>
          )}
          <Button look={readAt === null ? 'primary' : 'secondary'} onPress={() => void read(teachBack)}>
            {say('safetyNet.read')}
          </Button>
          {teachBack ? (
            <Chip look="success" icon={<Check aria-hidden="true" />}>
              {say('safetyNet.teachBack')}
            </Chip>
          ) : (
            <Button onPress={() => void read(true)}>{say('safetyNet.teachBack')}</Button>
          )}
        </div>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </section>
  );
}

interface ReadAloudProps {
  readonly title: string;
  readonly lines: readonly Parameters<typeof said>[0][];
}

function ReadAloud({ title, lines }: ReadAloudProps) {
  const { language, reading, mirror } = useCall();
  return (
    <div>
      <h4 className={cx(styles.label)}>{title}</h4>
      <ul className={cx(styles.aloud)}>
        {lines.map((line) => (
          <li key={line.fi}>
            <p lang={reading}>{said(line, reading)}</p>
            {mirror && <p className={cx(styles.muted)}>{said(line, language)}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { ContactView, HandoffView, PlanView } from '../../../shared/protocol/deskViews.ts';
import { useContact } from '../../desk/useContact.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Panel } from '../../ui/surface/Panel.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { useFrame } from '../frame/frameContext.ts';
import { EarlierNotes } from '../notes/EarlierNotes.tsx';
import { useNotes } from '../notes/useNotes.ts';
import { personOf } from '../sync/useTroubleText.ts';
import styles from './HandoffScreen.module.css';

/** The call this came from and the plan that was agreed, to be read here without leaving the inbox. */
export function HandoffSource({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  const { openContact } = useFrame();
  const { data: contact } = useContact(handoff.contactId);
  const planId = handoff.planId ?? contact?.planId ?? null;
  const { data: plan } = useLiveQuery('plan.get', planId === null ? null : { planId });
  return (
    <>
      <Panel
        title={say('contact')}
        aside={
          contact !== undefined && (
            <Button size="small" onPress={() => openContact(handoff.contactId)}>
              {say('openContact')}
            </Button>
          )
        }
      >
        {contact === undefined ? (
          <p className={cx(styles.quiet)}>{say('noContact')}</p>
        ) : (
          <>
            <p>
              {formatClock(contact.openedAt)}{' '}
              {contact.answeredBy !== null && personOf(contact.answeredBy.user)} · {say('reason')}:{' '}
              {fieldValue(contact.reason) ?? say('nothing')}
            </p>
            <CallNotes contact={contact} />
          </>
        )}
      </Panel>
      <Panel title={say('plan')}>
        {plan === undefined ? <p className={cx(styles.quiet)}>{say('noPlan')}</p> : <PlanLines plan={plan} />}
      </Panel>
    </>
  );
}

function CallNotes({ contact }: { contact: ContactView }) {
  const { notes, ...others } = useNotes(contact);
  return (
    <>
      <EarlierNotes {...others} />
      <ul className={cx(styles.notes)}>
        {notes.map((note) => (
          <li key={note.opId}>
            <p className={cx(styles.noteHead)}>
              {formatClock(note.at)} {personOf(note.by.user)}
            </p>
            <p>{note.text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function PlanLines({ plan }: { plan: PlanView }) {
  const say = useText('handoffInbox');
  const lines = Object.values(plan.lines);
  return (
    <table className={cx(styles.plan)}>
      <thead>
        <tr>
          <th scope="col">{say('planLine')}</th>
          <th scope="col">{say('planWho')}</th>
          <th scope="col">{say('planDue')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{fieldValue(line.text)}</td>
            <td>{fieldValue(line.responsible)}</td>
            <td>{fieldValue(line.due)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

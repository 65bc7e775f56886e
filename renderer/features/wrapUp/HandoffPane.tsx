import { noteCharsMax } from '../../../shared/base/text.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { Sbar } from '../../../shared/domain/handoff/handoff.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { RadioDigits } from '../../ui/control/RadioDigits.tsx';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { cx } from '../../ui/cx.ts';
import { OutcomeList } from '../assessment/several/OutcomeList.tsx';
import { useCall } from '../contact/callContext.ts';
import { said } from '../contact/localText.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { OfferedHandoffs } from './OfferedHandoffs.tsx';
import { ageInYears, draftSbar } from './sbarDraft.ts';
import styles from './wrapUp.module.css';

const parts = [
  'situation',
  'background',
  'assessment',
  'recommendation',
] as const satisfies readonly (keyof Sbar)[];

/** Choosing the unit drafts the summary; the nurse reads it, mends it and offers it. */
export function HandoffPane() {
  const say = useText('wrapUp');
  const { contact, language, handoffDraft, setHandoffDraft } = useCall();
  const { session } = useFrame();
  const { data: units = [] } = useLiveQuery('desk.units', {});
  const offer = useCommand('handoff.offer');
  const draft = useSbarDraft();
  const others = units.filter((unit) => unit.id !== session.unit);
  const choose = async (toUnit: string) => {
    const sbar = handoffDraft?.sbar ?? (await draft());
    setHandoffDraft({ toUnit, sbar });
  };
  const send = async () => {
    if (handoffDraft === null) return;
    const reply = await offer.run({ contactId: contact.contactId, ...handoffDraft });
    if (reply.kind === 'done') setHandoffDraft(null);
  };
  return (
    <div className={cx(styles.wrapUp)}>
      <h2>{say('handoff.title')}</h2>
      <OutcomeList contact={contact} />
      <OfferedHandoffs contactId={contact.contactId} units={units} />
      <p className={cx(styles.muted)}>{say('handoff.lead')}</p>
      {others.length === 0 ? (
        <p>{say('handoff.unit.none')}</p>
      ) : (
        <div id="handoff-unit">
          <RadioDigits
            label={say('handoff.unit')}
            options={others.map((unit) => ({ key: unit.id, text: said(unit.name, language) }))}
            value={handoffDraft?.toUnit ?? null}
            onPick={(unit) => void choose(unit)}
            layout="column"
          />
        </div>
      )}
      {handoffDraft !== null && (
        <>
          {parts.map((part) => (
            <TextArea
              key={part}
              label={say(`handoff.${part}`)}
              rows={part === 'assessment' ? 6 : 2}
              value={handoffDraft.sbar[part]}
              maxLength={noteCharsMax}
              onChange={(text) =>
                setHandoffDraft({ ...handoffDraft, sbar: { ...handoffDraft.sbar, [part]: text } })
              }
            />
          ))}
          <div className={cx(styles.actions)}>
            <Button look="primary" isDisabled={offer.busy} onPress={() => void send()}>
              {say('handoff.offer')}
            </Button>
            <Button
              look="quiet"
              onPress={() => void draft().then((sbar) => setHandoffDraft({ ...handoffDraft, sbar }))}
            >
              {say('handoff.redraft')}
            </Button>
          </div>
        </>
      )}
      <Trouble refusal={offer.refusal} fault={offer.fault} />
    </div>
  );
}

/** Reads the client's record for the summary: a viewing with its purpose, logged like any other. */
function useSbarDraft(): () => Promise<Sbar> {
  const say = useText('wrapUp');
  const sayAssessment = useText('assessment');
  const sayContact = useText('contact');
  const saySeveral = useText('several');
  const { contact, language } = useCall();
  const { planId, contactId } = contact;
  const plan = useLiveQuery('plan.get', planId === null ? null : { planId }).data ?? null;
  const dispositions = useLiveQuery('disposition.list', {}).data ?? [];
  const scripts = useLiveQuery('contact.scripts', { contactId }).data ?? [];
  const viewing = useCommand('client.view');
  return async () => {
    const link = fieldValue(contact.client);
    const reply =
      link?.kind === 'identified'
        ? await viewing.run({ clientId: link.clientId, contactId, purpose: 'HANDOFF' })
        : null;
    const client = reply?.kind === 'done' ? reply.result : null;
    const age = ageInYears(fieldValue(client?.birthDate), contact.openedAt);
    return draftSbar({
      contact,
      scripts,
      client,
      plan,
      dispositions,
      language,
      age,
      say,
      sayAssessment,
      sayContact,
      saySeveral,
    });
  };
}

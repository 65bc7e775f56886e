import { noteCharsMax } from '../../../shared/base/text.ts';
import { fieldValue, isDisputed } from '../../../shared/domain/field/field.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { FieldVersions } from '../versions/FieldVersions.tsx';
import { useCall } from './callContext.ts';
import { DraftField } from './field/DraftField.tsx';
import { Trouble } from './Trouble.tsx';

/** The caller's own words come before any script. Enter goes on to the search, which has them already. */
export function ReasonField() {
  const say = useText('contact');
  const { contact, goTo } = useCall();
  const { run, refusal, fault } = useCommand('contact.setReason');
  const save = async (text: string) => {
    const reply = await run({ contactId: contact.contactId, text });
    return reply.kind === 'done';
  };
  return (
    <div>
      <DraftField
        id="reason-field"
        label={say('reason.label')}
        hint={contact.assessment === null ? say('reason.hint') : undefined}
        saved={fieldValue(contact.reason) ?? ''}
        save={save}
        maxLength={noteCharsMax}
        isReadOnly={contact.phase === 'closed' || isDisputed(contact.reason)}
        onEnter={() => {
          if (contact.assessment === null) goTo('assessment', 'script-search');
        }}
      />
      <FieldVersions name={say('reason.label')} field={contact.reason} onChoose={save} />
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

import { noteCharsMax } from '../../../shared/base/text.ts';
import type { ContactView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { FieldVersions } from '../versions/FieldVersions.tsx';
import { type Call, fromCall } from './callContext.ts';
import { DraftField } from './field/DraftField.tsx';
import { Trouble } from './Trouble.tsx';

/** The caller's own words come before any script. Enter goes on to the search, which has them already. */
export const ReasonField = fromCall(
  ({ contact, goTo }) => ({
    contactId: contact.contactId,
    reason: contact.reason,
    isClosed: contact.phase === 'closed',
    isFirst: contact.assessment === null,
    goTo,
  }),
  Reason,
);

interface ReasonProps extends Pick<Call, 'goTo'> {
  readonly contactId: string;
  readonly reason: ContactView['reason'];
  readonly isClosed: boolean;
  /** No script is at work yet. */
  readonly isFirst: boolean;
}

function Reason({ contactId, reason, isClosed, isFirst, goTo }: ReasonProps) {
  const say = useText('contact');
  const { run, refusal, fault } = useCommand('contact.setReason');
  const save = async (text: string, seen: readonly string[]) => {
    const reply = await run({ contactId, text }, seen);
    return reply.kind === 'done';
  };
  return (
    <div>
      <DraftField
        id="reason-field"
        label={say('reason.label')}
        hint={isFirst ? say('reason.hint') : undefined}
        field={reason}
        save={save}
        keptAs={`reason ${contactId}`}
        maxLength={noteCharsMax}
        isReadOnly={isClosed}
        onEnter={() => {
          if (isFirst) goTo('assessment', 'script-search');
        }}
      />
      <FieldVersions name={say('reason.label')} field={reason} onChoose={save} />
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

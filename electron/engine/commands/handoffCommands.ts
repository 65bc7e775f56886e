import type { Refusal } from '../../../shared/base/refusal.ts';
import type { FactType } from '../../../shared/domain/access/policy.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { HandoffView } from '../../../shared/protocol/deskViews.ts';
import { command, type Deciding, type Decision, type FactDraft, refuse } from '../command.ts';
import { handoffViewOf } from '../queries/handoffViews.ts';
import { decidedUrgency } from '../record/projectRecord.ts';
import { contactFact } from './contactFact.ts';

function handoffFact(handoffId: string, type: FactType, body: unknown): FactDraft {
  return { record: { kind: 'handoff', id: handoffId }, type, body };
}

/** The receiving unit gets the contact and its plan in the same action: a handoff without them is an empty envelope. */
export const handoffOffer = command('handoff.offer', (deciding, { contactId, toUnit, sbar }) => {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  if (toUnit === deciding.session.unit) return refuse('sameUnit');
  const handoffId = deciding.newId('handoff');
  const link = fieldValue(contact.client);
  const { planId } = contact;
  const offer = {
    contactId,
    clientId: link?.kind === 'identified' ? link.clientId : null,
    planId,
    toUnit,
    disposition: decidedUrgency(contact),
    sbar,
  };
  const plan = planId === null ? undefined : deciding.find('plan', planId);
  return {
    facts: [
      handoffFact(handoffId, 'handoff.offered', offer),
      contactFact(contactId, 'contact.shared', { unit: toUnit }),
      ...(plan === undefined
        ? []
        : [
            {
              record: { kind: 'plan', id: plan.id } as const,
              type: 'plan.shared' as const,
              body: { unit: toUnit },
            },
          ]),
    ],
    reply: () => ({ handoffId }),
  };
});

/** The note goes first: it happened, and stays when the claim behind it is refused. */
function withNote(
  deciding: Deciding,
  handoffId: string,
  wish: { readonly note: string | null; readonly type?: FactType; readonly body?: unknown },
): Decision<HandoffView> | Refusal {
  if (deciding.find('handoff', handoffId) === undefined) return refuse('notFound');
  const { note, type, body } = wish;
  const noted =
    (note ?? '').trim() === '' ? [] : [handoffFact(handoffId, 'handoff.noteAdded', { text: note })];
  const claimed = type === undefined ? [] : [handoffFact(handoffId, type, body)];
  return { facts: [...noted, ...claimed], reply: (reading) => handoffViewOf(reading, handoffId) };
}

export const handoffTake = command('handoff.take', (deciding, { handoffId, readBack, note }) =>
  withNote(deciding, handoffId, { note, type: 'handoff.taken', body: { readBack } }),
);

export const handoffAddNote = command('handoff.addNote', (deciding, { handoffId, text }) =>
  withNote(deciding, handoffId, { note: text }),
);

export const handoffFinish = command('handoff.finish', (deciding, { handoffId, note }) =>
  withNote(deciding, handoffId, { note, type: 'handoff.finished', body: {} }),
);

export const handoffReturn = command('handoff.return', (deciding, { handoffId, reason }) =>
  withNote(deciding, handoffId, { note: null, type: 'handoff.returned', body: { reason } }),
);

export const handoffWithdraw = command('handoff.withdraw', (deciding, { handoffId }) =>
  withNote(deciding, handoffId, { note: null, type: 'handoff.withdrawn', body: {} }),
);

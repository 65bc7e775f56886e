import { handleRefusal } from '../../../db/workstation/refusals.ts';
import type { HandledItemView } from '../../../shared/protocol/deskViews.ts';
import { command, refuse } from '../command.ts';

/** The words go on as a note of whoever keeps them, in the transaction that takes the refusal off the list. */
export const refusalKeepAsNote = command('refusal.keepAsNote', (deciding, { opId, text, contactId }) => {
  const item = deciding.findRefused(opId);
  if (item === undefined) return refuse('notFound');
  const target = item.noteOn ?? (contactId === null ? null : { kind: 'contact' as const, id: contactId });
  if (target === null || deciding.find(target.kind, target.id) === undefined) return refuse('notFound');
  const handled: HandledItemView['handled'] = {
    how: 'noted',
    reason: null,
    user: deciding.actor.user,
    at: deciding.at,
  };
  const type = target.kind === 'contact' ? 'contact.noteAdded' : 'handoff.noteAdded';
  return {
    facts: [{ record: target, type, body: { text } }],
    reply: () => ({ opId }),
    also: (write) => {
      handleRefusal(write.db, opId, JSON.stringify(handled));
      write.touch('refusals');
    },
  };
});

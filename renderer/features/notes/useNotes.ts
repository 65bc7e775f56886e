import { useState } from 'react';
import {
  type ContactView,
  type HandoffView,
  type NoteView,
  notesUsual,
} from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';

export type NotesOf =
  | Pick<ContactView, 'contactId' | 'notes' | 'noteCount'>
  | Pick<HandoffView, 'handoffId' | 'notes' | 'noteCount'>;

export interface ShownNotes {
  readonly notes: readonly NoteView[];
  /** How many more there are, all of them earlier. */
  readonly earlier: number;
  readonly showEarlier: () => void;
}

/** A record comes with the latest of its notes; earlier ones are asked for when somebody wants to read them. */
export function useNotes(record: NotesOf): ShownNotes {
  const key = 'contactId' in record ? record.contactId : record.handoffId;
  const [wish, setWish] = useState<{ readonly key: string; readonly most: number } | null>(null);
  const notesMax = wish?.key === key ? wish.most : null;
  const isContact = 'contactId' in record;
  const contact = useLiveQuery(
    'contact.get',
    isContact && notesMax !== null ? { contactId: key, notesMax } : null,
  );
  const handoff = useLiveQuery(
    'handoff.get',
    !isContact && notesMax !== null ? { handoffId: key, notesMax } : null,
  );
  const notes = (isContact ? contact : handoff).data?.notes ?? record.notes;
  return {
    notes,
    earlier: Math.max(0, record.noteCount - notes.length),
    showEarlier: () => setWish({ key, most: notes.length + notesUsual }),
  };
}

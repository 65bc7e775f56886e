import { type KeyboardEvent, useState } from 'react';
import { useDrafts } from '../../desk/DraftsProvider.tsx';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';

/** The first thing the emergency centre asks. Enter writes it into the notes with the time. */
export function EmergencyWhere({ contactId }: { contactId: string | null }) {
  const say = useText('emergency');
  const add = useCommand('contact.addNote');
  const drafts = useDrafts();
  const key = `where ${contactId}`;
  // Without a call there is nobody to keep it for: it must not stand there for the next one.
  const keep = (text: string | null) => {
    if (contactId !== null) drafts.keep(key, text === '' ? null : text);
  };
  const begun = () => (contactId === null ? '' : String(drafts.get(key) ?? ''));
  const [where, setWhere] = useState(begun);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [of, setOf] = useState(contactId);
  // One call's place is no other's; what was typed before any call was open goes to the first that is.
  if (of !== contactId) {
    setOf(contactId);
    if (of !== null) setWhere(begun());
    if (of !== null) setSavedAt(null);
  }
  const save = async () => {
    if (contactId === null || where.trim() === '') return;
    const answer = await add.run({ contactId, text: say('noteWhere', { where }) });
    if (answer.kind !== 'done') return;
    keep(null);
    setSavedAt(answer.result.at);
  };
  const saveOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void save();
  };
  const kept = contactId === null && where !== '' ? say('whereKept') : say('whereHint');
  const hint = savedAt === null ? kept : say('whereSaved', { at: formatClock(savedAt) });
  return (
    <TextArea
      label={say('where')}
      hint={hint}
      rows={2}
      value={where}
      onChange={(text) => {
        setWhere(text);
        keep(text);
        setSavedAt(null);
      }}
      onKeyDown={saveOnEnter}
    />
  );
}

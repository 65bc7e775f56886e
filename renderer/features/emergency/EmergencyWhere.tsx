import { type KeyboardEvent, useState } from 'react';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';

/** The first thing the emergency centre asks. Enter writes it into the notes with the time. */
export function EmergencyWhere({ contactId }: { contactId: string | null }) {
  const say = useText('emergency');
  const add = useCommand('contact.addNote');
  const [where, setWhere] = useState('');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const save = async () => {
    if (contactId === null || where.trim() === '') return;
    const answer = await add.run({ contactId, text: say('noteWhere', { where }) });
    if (answer.kind === 'done') setSavedAt(answer.result.at);
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
        setSavedAt(null);
      }}
      onKeyDown={saveOnEnter}
    />
  );
}

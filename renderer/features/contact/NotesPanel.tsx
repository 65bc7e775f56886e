import { type KeyboardEvent, useEffect, useRef } from 'react';
import { noteCharsMax } from '../../../shared/base/text.ts';
import type { ContactView, NoteView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useKeptText } from '../../desk/useKept.ts';
import { useText } from '../../texts/useText.ts';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { EarlierNotes } from '../notes/EarlierNotes.tsx';
import { useNotes } from '../notes/useNotes.ts';
import { Receipt } from '../sync/Receipt.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import { CurrentQuestion } from './CurrentQuestion.tsx';
import { fromCall } from './callContext.ts';
import styles from './contact.module.css';
import { Trouble } from './Trouble.tsx';

/** Append-only notes. Enter, or leaving the field, makes one; until then it says that it is not saved. */
export const NotesPanel = fromCall(
  ({ contact: { contactId, notes, noteCount, signs } }) => ({ contactId, notes, noteCount, signs }),
  Notes,
);

function Notes({ signs, ...record }: Pick<ContactView, 'contactId' | 'notes' | 'noteCount' | 'signs'>) {
  const { contactId } = record;
  const { notes, ...others } = useNotes(record);
  const say = useText('contact');
  const { run, refusal, fault } = useCommand('contact.addNote');
  const [text, keepText] = useKeptText(`note ${contactId}`);
  const list = useRef<HTMLOListElement>(null);
  const last = record.notes.at(-1)?.opId;
  const waiting = useRef(text);
  waiting.current = text;
  // What was begun before the window died waits for its writer: leaving the call does not send it for them.
  const isTyped = useRef(false);
  const type = (next: string) => {
    isTyped.current = true;
    keepText(next);
  };

  const add = useRef((_text: string) => {});
  add.current = (note) => {
    if (note.trim() === '') return;
    const saving = run({ contactId, text: note.trim() });
    // Only now: a window that dies here leaves the note, or the text, or both.
    keepText('');
    void saving.then((reply) => {
      // What could not be saved comes back in front of whatever was typed meanwhile.
      const now = waiting.current;
      if (reply.kind !== 'done') keepText(now === '' ? note : `${note}\n${now}`);
    });
  };
  useEffect(
    () => () => {
      if (isTyped.current) add.current(waiting.current);
    },
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new note scrolls the list to itself.
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [last]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add.current(text);
  };
  return (
    <div className={cx(styles.notes)}>
      <h2>{say('notes.label')}</h2>
      <EarlierNotes {...others} />
      {notes.length === 0 ? (
        <p className={cx(styles.muted)}>{say('notes.empty')}</p>
      ) : (
        <ol ref={list} aria-label={say('notes.list')} className={cx(styles.noteList)}>
          {notes.map((note) => (
            <NoteRow key={note.opId} note={note} />
          ))}
        </ol>
      )}
      <CurrentQuestion />
      <TextArea
        id="note-field"
        label={say('notes.field')}
        hint={text.trim() === '' ? say('notes.hint') : say('notes.unsaved')}
        rows={4}
        value={text}
        maxLength={noteCharsMax}
        onChange={type}
        onKeyDown={onKeyDown}
        onBlur={() => add.current(text)}
      />
      <Trouble refusal={refusal} fault={fault} />
      <Receipt signs={signs} />
    </div>
  );
}

function NoteRow({ note }: { note: NoteView }) {
  const say = useText('contact');
  return (
    <li className={cx(styles.note)}>
      <p className={cx(styles.noteHead)}>
        <time dateTime={note.at}>{formatClock(note.at)}</time>
        <span>{personOf(note.by.user)}</span>
        <span className={cx(styles.noteSigns)}>
          <StatusSign shape="here" text={say('notes.here')} />
          {note.atRegion ? (
            <StatusSign shape="there" text={say('notes.region')} />
          ) : (
            <StatusSign shape="waiting" text={say('notes.waiting')} />
          )}
        </span>
      </p>
      <p className={cx(styles.noteText)}>{note.text}</p>
    </li>
  );
}

import type { FormEvent } from 'react';
import type { HandoffView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useKeptText } from '../../desk/useKept.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextArea } from '../../ui/control/TextArea.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { EarlierNotes } from '../notes/EarlierNotes.tsx';
import { useNotes } from '../notes/useNotes.ts';
import { personOf, useTroubleText } from '../sync/useTroubleText.ts';
import styles from './HandoffScreen.module.css';

/** Append-only: what was written stays, with its writer and whether the region has it. */
export function HandoffNotes({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  const trouble = useTroubleText();
  const add = useCommand('handoff.addNote');
  const [text, setText] = useKeptText(`note ${handoff.handoffId}`);
  const { notes, ...others } = useNotes(handoff);
  const save = async () => {
    if (text.trim() === '') return;
    const answer = await add.run({ handoffId: handoff.handoffId, text });
    if (answer.kind === 'done') setText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const wrong = trouble(add);
  return (
    <Panel title={say('notes')}>
      <EarlierNotes {...others} />
      {notes.length === 0 && <p className={cx(styles.quiet)}>{say('noNotes')}</p>}
      <ul className={cx(styles.notes)}>
        {notes.map((note) => (
          <li key={note.opId}>
            <p className={cx(styles.noteHead)}>
              {formatClock(note.at)} {personOf(note.by.user)}{' '}
              <StatusSign
                shape={note.atRegion ? 'there' : 'here'}
                text={say(note.atRegion ? 'atRegion' : 'onDesk')}
              />
            </p>
            <p>{note.text}</p>
          </li>
        ))}
      </ul>
      <form className={cx(styles.act)} onSubmit={submit}>
        <TextArea label={say('addNote')} value={text} onChange={setText} rows={2} />
        {wrong !== null && <Banner look="warning">{wrong}</Banner>}
        <div>
          <Button type="submit" isPending={add.busy}>
            {say('saveNote')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

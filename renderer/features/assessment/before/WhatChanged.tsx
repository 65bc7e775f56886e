import { noteCharsMax } from '../../../../shared/base/text.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { formatMoment } from '../../../ui/time/formatTime.ts';
import { useNow } from '../../../ui/time/useNow.ts';
import { useCall } from '../../contact/callContext.ts';
import { DraftField } from '../../contact/field/DraftField.tsx';
import { Trouble } from '../../contact/Trouble.tsx';
import { DispositionMark } from '../../frame/DispositionMark.tsx';
import { FieldVersions } from '../../versions/FieldVersions.tsx';
import { situationFocus } from '../answerPath.ts';
import { askedNext } from '../questionGroups.ts';
import styles from './before.module.css';

/** The caller had the same script before: what has changed is asked first, in their own words. */
export function WhatChanged() {
  const say = useText('several');
  const { contact, answering } = useCall();
  const now = useNow();
  const { run, refusal, fault } = useCommand('assessment.tellChange');
  const { assessment, contactId } = contact;
  if (assessment?.earlier == null) return null;
  const { earlier, changeTold } = assessment;
  const save = async (text: string, seen: readonly string[]) => {
    const reply = await run({ contactId, assessmentId: assessment.id, text }, seen);
    return reply.kind === 'done';
  };
  return (
    <section aria-label={say('changed')} className={cx(styles.changed)}>
      <p className={cx(styles.line)}>
        <span>{say('changed.earlier', { time: formatMoment(earlier.at, now) })}</span>
        {earlier.disposition !== null && <DispositionMark code={earlier.disposition} />}
      </p>
      <DraftField
        key={assessment.id}
        id="change-told"
        label={say('changed')}
        hint={say('changed.hint')}
        field={changeTold}
        save={save}
        keptAs={`change ${assessment.id}`}
        maxLength={noteCharsMax}
        isReadOnly={contact.phase === 'closed'}
        onEnter={() => answering.wishFocus(askedNext(assessment) ?? situationFocus)}
      />
      <FieldVersions name={say('changed')} field={changeTold} onChoose={save} />
      <Trouble refusal={refusal} fault={fault} />
    </section>
  );
}

import { useState } from 'react';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { situationFocus } from '../assessment/answerPath.ts';
import { askedNext } from '../assessment/questionGroups.ts';
import { useCall } from './callContext.ts';
import styles from './contact.module.css';
import { Typeahead } from './field/Typeahead.tsx';
import { useLastData } from './field/useLastData.ts';
import { said } from './localText.ts';
import { Trouble } from './Trouble.tsx';

interface ScriptPickerProps {
  readonly onPicked: (assessmentId: string) => void;
  /** Goes back to the assessment under way; null when there is none. */
  readonly onKeep: (() => void) | null;
}

/** The caller's words search as they stand; a word typed here searches instead of them. A withdrawn script is found and says why. */
export function ScriptPicker({ onPicked, onKeep }: ScriptPickerProps) {
  const say = useText('contact');
  const { contact, answering, language, goTo } = useCall();
  const [typed, setTyped] = useState('');
  const reason = fieldValue(contact.reason) ?? '';
  const text = (typed.trim() === '' ? reason : typed).trim().slice(0, 200);
  const search = useLiveQuery('script.search', text === '' ? null : { text, limit: 8 });
  const all = useLiveQuery('script.list', {}).data ?? [];
  const found = useLastData(search.data);
  const { run, refusal, fault } = useCommand('assessment.start');
  // Nothing found in a whole sentence is no reason to show nothing: the caller's words are not search words.
  const isWholeList = text === '' || found === undefined || (typed.trim() === '' && found.length === 0);
  const rows = isWholeList ? all : found;

  const pick = async (scriptId: string) => {
    const reply = await run({ contactId: contact.contactId, scriptId });
    if (reply.kind !== 'done') return;
    onPicked(reply.result.assessmentId);
    const { earlier } = reply.result.assessment;
    // A repeat caller is first asked what has changed; Enter there goes on to the first question.
    if (earlier !== null) goTo('assessment', 'change-told');
    else answering.wishFocus(askedNext(reply.result.assessment) ?? situationFocus);
  };
  return (
    <div className={cx(styles.picker)}>
      {reason.trim() === '' && <p className={cx(styles.muted)}>{say('script.startFirst')}</p>}
      <Typeahead
        inputId="script-search"
        label={say('script.label')}
        hint={say('script.hint')}
        listLabel={say('script.results')}
        emptyText={say('script.none')}
        typed={typed}
        onType={setTyped}
        found={rows.map((row) => ({
          id: row.id,
          text: said(row.title, language),
          aside: (
            <span className={cx(styles.muted)}>
              {row.withdrawn === null ? (
                <>
                  {say(`script.area.${row.area}`)}
                  {row.status === 'draft' && ` · ${say('draft.short')}`}
                </>
              ) : (
                say('script.withdrawn', { reason: row.withdrawn.reason })
              )}
            </span>
          ),
        }))}
        isWholeList={isWholeList}
        isBehind={
          text !== '' && search.data === undefined && search.fault === null && search.refusal === null
        }
        onPick={(id) => void pick(id)}
      />
      {onKeep !== null && (
        <Button look="quiet" onPress={onKeep}>
          {say('script.keep')}
        </Button>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

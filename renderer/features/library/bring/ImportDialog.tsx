import { FileUp } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import type { ImportView } from '../../../../shared/protocol/authoringViews.ts';
import { useDeskPort } from '../../../desk/DeskProvider.tsx';
import type { Answer } from '../../../desk/deskPort.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { TextArea } from '../../../ui/control/TextArea.tsx';
import { TextField } from '../../../ui/control/TextField.tsx';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { Dialog } from '../../../ui/surface/Dialog.tsx';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { TaskProblems } from '../change/TaskProblems.tsx';
import type { ScriptRef } from '../scriptRef.ts';
import styles from './bring.module.css';
import { scriptIdPattern } from './newScriptText.ts';

/** As the engine has it: a megabyte of questions is no questionnaire. Its own table would bring its whole parser along. */
const questionnaireCharsMax = 1_048_576;

interface ImportDialogProps {
  readonly onClose: () => void;
  readonly onOpen: (script: ScriptRef) => void;
}

/** A FHIR Questionnaire into a draft. What our language cannot say is listed by its place before anything is made. */
export function ImportDialog({ onClose, onOpen }: ImportDialogProps) {
  const say = useText('library');
  const sayFrame = useText('frame');
  const port = useDeskPort();
  const draft = useCommand('script.draft');
  const [json, setJson] = useState('');
  const [scriptId, setScriptId] = useState('');
  const [isWrongId, setWrongId] = useState(false);
  const [isReading, setReading] = useState(false);
  const [answer, setAnswer] = useState<Answer<ImportView> | null>(null);
  const isTooLarge = json.length > questionnaireCharsMax;
  const read = async () => {
    setWrongId(!scriptIdPattern.test(scriptId));
    if (!scriptIdPattern.test(scriptId) || json.trim() === '' || isTooLarge) return;
    setReading(true);
    setAnswer(await port.task('script.importQuestionnaire', { json, scriptId }));
    setReading(false);
  };
  const result = answer?.kind === 'done' ? answer.result : null;
  const make = async () => {
    if (result?.text == null) return;
    const reply = await draft.run({ scriptId, fromVersion: null, text: result.text });
    if (reply.kind !== 'done') return;
    onClose();
    onOpen({ scriptId, version: reply.result.version });
  };
  return (
    <Dialog title={say('import.title')} closeLabel={sayFrame('close')} isOpen onClose={onClose} width="wide">
      <p className={cx(styles.lead)}>{say('import.lead')}</p>
      <form
        className={cx(styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          void read();
        }}
      >
        <TextField
          label={say('import.id')}
          hint={say('import.idHint')}
          error={isWrongId ? say('import.idWrong') : null}
          width="short"
          autoFocus
          value={scriptId}
          onChange={(next) => {
            setScriptId(next);
            setWrongId(false);
            setAnswer(null);
          }}
        />
        <FileField
          onText={(text) => {
            setJson(text);
            setAnswer(null);
          }}
        />
        <TextArea
          label={say('import.paste')}
          error={isTooLarge ? say('import.tooLarge') : null}
          rows={6}
          value={json}
          onChange={(next) => {
            setJson(next);
            setAnswer(null);
          }}
        />
        <Button type="submit" look={result === null ? 'primary' : 'secondary'} isPending={isReading}>
          {say(isReading ? 'import.reading' : 'import.read')}
        </Button>
      </form>
      <Trouble
        refusal={answer?.kind === 'refused' ? answer.refusal : null}
        fault={answer?.kind === 'failed' ? answer.fault : null}
      />
      {result !== null && <Imported result={result} />}
      {result?.text != null && (
        <div>
          <Button look="primary" isPending={draft.busy} onPress={() => void make()}>
            {say('import.make')}
          </Button>
          <Trouble refusal={draft.refusal} fault={draft.fault} />
        </div>
      )}
    </Dialog>
  );
}

function FileField({ onText }: { onText: (text: string) => void }) {
  const say = useText('library');
  const file = useRef<HTMLInputElement>(null);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [first] = event.target.files ?? [];
    // Much larger ones are not even read.
    if (first === undefined) return;
    onText(
      first.size > questionnaireCharsMax * 4 ? ' '.repeat(questionnaireCharsMax + 1) : await first.text(),
    );
  };
  return (
    <div>
      <input
        ref={file}
        type="file"
        accept=".json,application/json,application/fhir+json"
        aria-label={say('import.file')}
        tabIndex={-1}
        className="offScreen"
        onChange={(event) => void take(event)}
      />
      <Button icon={<FileUp aria-hidden="true" />} onPress={() => file.current?.click()}>
        {say('import.file')}
      </Button>
    </div>
  );
}

function Imported({ result }: { result: ImportView }) {
  const say = useText('library');
  const language = useLanguage();
  return (
    <>
      <Banner look={result.text === null || result.lost.length > 0 ? 'warning' : 'success'}>
        {result.text === null && <p>{say('import.cannot')}</p>}
        {result.text !== null &&
          (result.lost.length === 0
            ? say('import.lostNone')
            : say('import.lost', { count: result.lost.length }))}
      </Banner>
      <TaskProblems problems={result.problems} />
      {result.lost.length > 0 && (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows must be able to scroll it.
          tabIndex={0}
          aria-label={say('import.lost', { count: result.lost.length })}
          className={cx(styles.lost)}
        >
          <dl>
            {result.lost.map((one) => (
              <div key={one.path}>
                <dt>
                  <code>{one.path}</code>
                </dt>
                <dd>{one.reasons.map((reason) => said(reason, language)).join('; ')}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {result.text !== null && (
        <details>
          <summary>{say('import.preview')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows must be able to scroll it. */}
          <pre tabIndex={0} className={cx(styles.preview)}>
            {result.text}
          </pre>
        </details>
      )}
    </>
  );
}

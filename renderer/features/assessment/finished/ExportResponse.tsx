import { useState } from 'react';
import { useTask } from '../../../desk/useTask.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { copyText } from '../../../ui/copyText.ts';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { Dialog } from '../../../ui/surface/Dialog.tsx';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import styles from './finished.module.css';

/** A finished assessment as a FHIR QuestionnaireResponse, to be copied where it is asked for. */
export function ExportResponse() {
  const say = useText('assessment');
  const sayFrame = useText('frame');
  const { contact } = useCall();
  const [isOpen, setOpen] = useState(false);
  const { assessment, contactId, phase } = contact;
  if (assessment === null || assessment.decision === null || phase !== 'closed') return null;
  return (
    <>
      <Button look="quiet" size="small" onPress={() => setOpen(true)}>
        {say('export.open')}
      </Button>
      <Dialog
        title={say('export.title')}
        closeLabel={sayFrame('close')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        width="wide"
      >
        <Exported contactId={contactId} assessmentId={assessment.id} />
      </Dialog>
    </>
  );
}

function Exported(of: { readonly contactId: string; readonly assessmentId: string }) {
  const say = useText('assessment');
  const language = useLanguage();
  const task = useTask('script.exportResponse', of);
  const [isCopied, setCopied] = useState(false);
  const { result } = task;
  return (
    <>
      <Trouble refusal={task.refusal} fault={task.fault} />
      {task.isRunning && <p role="status">{say('export.making')}</p>}
      {result !== undefined && (
        <>
          <p>{say('export.lead')}</p>
          {result.lost.length > 0 && (
            <Banner look="warning" live="none">
              {say('export.lost', { count: result.lost.length })}
              <ul>
                {result.lost.map((one) => (
                  <li key={`${one.path} ${one.reasons[0]?.en}`}>
                    <code>{one.path}</code> {one.reasons.map((reason) => said(reason, language)).join('; ')}
                  </li>
                ))}
              </ul>
            </Banner>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows must be able to scroll it. */}
          <pre tabIndex={0} className={cx(styles.json)}>
            {result.json}
          </pre>
          <div>
            <Button look="primary" onPress={() => setCopied(copyText(result.json))}>
              {say(isCopied ? 'export.copied' : 'export.copy')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

import { useState } from 'react';
import { useCommand } from '../../../desk/useCommand.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { TextField } from '../../../ui/control/TextField.tsx';
import { ToggleRow } from '../../../ui/control/ToggleRow.tsx';
import { cx } from '../../../ui/cx.ts';
import { Dialog } from '../../../ui/surface/Dialog.tsx';
import { Trouble } from '../../contact/Trouble.tsx';
import type { ScriptRef } from '../scriptRef.ts';
import styles from './bring.module.css';
import { type NewScript, newScriptText, scriptIdPattern } from './newScriptText.ts';

interface NewScriptDialogProps {
  /** Ids that are taken: a new script never goes on as another one's next version. */
  readonly taken: ReadonlySet<string>;
  readonly onClose: () => void;
  readonly onOpen: (script: ScriptRef) => void;
}

/** A script nobody has written yet: its id and name, and a text to begin with. */
export function NewScriptDialog({ taken, onClose, onOpen }: NewScriptDialogProps) {
  const say = useText('library');
  const sayFrame = useText('frame');
  const { run, busy, refusal, fault } = useCommand('script.draft');
  const [script, setScript] = useState<NewScript>({ scriptId: '', title: '', area: 'health' });
  const [isTried, setTried] = useState(false);
  const idTrouble = !scriptIdPattern.test(script.scriptId)
    ? say('import.idWrong')
    : taken.has(script.scriptId)
      ? say('new.idTaken')
      : null;
  const isNameless = script.title.trim() === '';
  const make = async () => {
    setTried(true);
    if (idTrouble !== null || isNameless) return;
    const { scriptId } = script;
    const reply = await run({ scriptId, fromVersion: null, text: newScriptText(script) });
    if (reply.kind !== 'done') return;
    onClose();
    onOpen({ scriptId, version: reply.result.version });
  };
  return (
    <Dialog title={say('new.title')} closeLabel={sayFrame('close')} isOpen onClose={onClose}>
      <form
        className={cx(styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextField
          label={say('new.name')}
          hint={say('new.nameHint')}
          error={isTried && isNameless ? say('new.nameMissing') : null}
          autoFocus
          maxLength={120}
          value={script.title}
          onChange={(title) => setScript({ ...script, title })}
        />
        <TextField
          label={say('import.id')}
          hint={say('import.idHint')}
          error={isTried ? idTrouble : null}
          width="short"
          value={script.scriptId}
          onChange={(scriptId) => setScript({ ...script, scriptId })}
        />
        <ToggleRow<NewScript['area']>
          label={say('new.area')}
          options={(['health', 'social'] as const).map((key) => ({ key, text: say(`area.${key}`) }))}
          value={script.area}
          onPick={(area) => setScript({ ...script, area })}
        />
        <p className={cx(styles.lead)}>{say('new.lead')}</p>
        <Button type="submit" look="primary" isPending={busy}>
          {say('import.make')}
        </Button>
        <Trouble refusal={refusal} fault={fault} />
      </form>
    </Dialog>
  );
}

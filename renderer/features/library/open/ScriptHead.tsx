import { ArrowLeft, FilePen } from 'lucide-react';
import { useCommand } from '../../../desk/useCommand.ts';
import { showChord } from '../../../keys/chord.ts';
import { shortcutOf } from '../../../keys/shortcuts.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { Picker } from '../../../ui/control/Picker.tsx';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { formatDate } from '../../../ui/time/formatTime.ts';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { personOf } from '../../sync/useTroubleText.ts';
import { ProofSign } from '../sign/ProofSign.tsx';
import { SignatureSign } from '../sign/SignatureSign.tsx';
import { StatusChip } from '../sign/StatusChip.tsx';
import { TwoTexts } from '../text/TwoTexts.tsx';
import styles from './open.module.css';
import { useOpenScript } from './openScript.ts';

/** What stands open, in which state, and how it is gone on from. */
export function ScriptHead({ onBack }: { onBack: () => void }) {
  const say = useText('library');
  const language = useLanguage();
  const { row, versions, source, proof, open } = useOpenScript();
  return (
    <header className={cx(styles.head)}>
      <div className={cx(styles.titleRow)}>
        <Button
          look="quiet"
          size="small"
          icon={<ArrowLeft aria-hidden="true" />}
          chord={showChord(shortcutOf('libraryBack').chord)}
          onPress={onBack}
        >
          {say('back')}
        </Button>
        <h1 className={cx(styles.title)}>{said(row.title, language)}</h1>
        <span className={cx(styles.push)} />
        {versions.length > 1 && (
          <Picker
            label={say('version.pick')}
            options={versions.map((one) => ({
              key: String(one.version),
              text: say('version.row', { version: one.version, status: say(`status.${one.status}`) }),
            }))}
            value={String(row.version)}
            onPick={(version) => open({ scriptId: row.scriptId, version: Number(version) })}
          />
        )}
        <EditAct />
      </div>
      <p className={cx(styles.signs)}>
        <StatusChip status={source.status} />
        <span>{row.scriptId}</span>
        <span>{say('version', { version: row.version })}</span>
        <span>{say(`area.${row.area}`)}</span>
        <ProofSign
          proof={
            proof.isFresh && proof.result !== undefined
              ? proof.result.proved
                ? 'proved'
                : 'broken'
              : proof.isRunning
                ? 'checking'
                : 'unknown'
          }
        />
        <SignatureSign source={source} />
        {row.pending > 0 && <StatusSign shape="waiting" text={say('pending')} />}
      </p>
      <Banner look={source.status === 'withdrawn' || source.fault !== null ? 'warning' : 'info'} live="none">
        {source.fault !== null && <p>{say(`fault.${source.fault}`)}</p>}
        {say(`note.${source.status}`)}
        {source.withdrawn !== null && (
          <p>
            {say('withdrawnBy', {
              who: personOf(source.withdrawn.by.user),
              at: formatDate(source.withdrawn.at),
              reason: source.withdrawn.reason,
            })}
          </p>
        )}
      </Banner>
      <TwoTexts />
    </header>
  );
}

/** A version that is closed goes on as the next one; if somebody has begun that already, there it goes on. */
function EditAct() {
  const say = useText('library');
  const { row, versions, source, mayAuthor, open } = useOpenScript();
  const { run, busy, refusal, fault } = useCommand('script.draft');
  const isOpen = source.status === 'draft' || source.status === 'approved';
  if (!mayAuthor || isOpen) return null;
  const going = versions.find((one) => one.status === 'draft' || one.status === 'approved');
  const draft = async () => {
    const reply = await run({ scriptId: row.scriptId, fromVersion: row.version });
    if (reply.kind === 'done') open({ scriptId: row.scriptId, version: reply.result.version });
  };
  return (
    <>
      {going === undefined ? (
        <Button
          look="primary"
          icon={<FilePen aria-hidden="true" />}
          isPending={busy}
          onPress={() => void draft()}
        >
          {say('edit')}
        </Button>
      ) : (
        <Button icon={<FilePen aria-hidden="true" />} onPress={() => open(going)}>
          {say('draft.here')}
        </Button>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </>
  );
}

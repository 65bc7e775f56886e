import { useState } from 'react';
import { useCommand } from '../../../desk/useCommand.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { TextField } from '../../../ui/control/TextField.tsx';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { useFrame } from '../../frame/frameContext.ts';
import { useOpenScript } from '../open/openScript.ts';
import { stayInPane } from '../open/stayInPane.ts';
import { SignatureSign } from '../sign/SignatureSign.tsx';
import { propertyText } from '../text/ProofPanel.tsx';
import { ApprovalSteps } from './ApprovalSteps.tsx';
import styles from './release.module.css';
import { approvalBlock, releaseStage } from './releaseStage.ts';
import { WithdrawForm } from './WithdrawForm.tsx';

/** The way of a text into calls: proved, approved by two, released and signed, and if need be withdrawn. */
export function ReleasePane() {
  const say = useText('library');
  const { source } = useOpenScript();
  const isOpen = source.status === 'draft' || source.status === 'approved';
  return (
    <div className={cx(styles.pane)}>
      <section aria-label={say('release.title')} className={cx(styles.card)}>
        <h2>{say('release.title')}</h2>
        {source.status === 'builtIn' ? (
          <p>{say('release.builtIn')}</p>
        ) : (
          <>
            {isOpen && <p className={cx(styles.lead)}>{say('release.two')}</p>}
            <ApprovalSteps />
            {isOpen && <ApproveForm />}
            {isOpen && <ReleaseAct />}
            <SignatureSign source={source} />
            <p className={cx(styles.hash)}>{say('release.hash', { hash: source.hash.slice(0, 16) })}</p>
          </>
        )}
      </section>
      <WithdrawForm />
    </div>
  );
}

/** One's own approval. What stands in its way is said, never hidden behind a dead button. */
function ApproveForm() {
  const say = useText('library');
  const { session } = useFrame();
  const { source, mayAuthor, proof, writing } = useOpenScript();
  const { run, busy, refusal, fault } = useCommand('script.approve');
  const [title, setTitle] = useState('');
  const [isMissing, setMissing] = useState(false);
  const block = approvalBlock({
    source,
    user: session.user,
    mayAuthor,
    isProved: proof.isFresh && proof.result?.proved === true,
    isSaved: writing.status === 'clean',
  });
  if (block !== null)
    return (
      <Banner look={block === 'release.yours' ? 'success' : 'warning'} live="none">
        {say(block)}
      </Banner>
    );
  if (source.draftId === null) return null;
  const { draftId, hash } = source;
  const approve = () => {
    setMissing(title.trim() === '');
    if (title.trim() === '') return;
    void run({ draftId, hash, title: title.trim() }).then((reply) => reply.kind === 'done' && stayInPane());
  };
  return (
    <form
      className={cx(styles.form)}
      onSubmit={(event) => {
        event.preventDefault();
        approve();
      }}
    >
      <TextField
        label={say('release.professionalTitle')}
        hint={say('release.titleHint')}
        error={isMissing ? say('release.titleMissing') : null}
        maxLength={100}
        value={title}
        onChange={(next) => {
          setTitle(next);
          setMissing(false);
        }}
      />
      <Button type="submit" look="primary" isPending={busy}>
        {say('release.approve')}
      </Button>
      <Trouble refusal={refusal} fault={fault} />
    </form>
  );
}

function ReleaseAct() {
  const say = useText('library');
  const language = useLanguage();
  const { source, mayAuthor } = useOpenScript();
  const { run, busy, refusal, fault } = useCommand('script.release');
  const { data: sync } = useLiveQuery('sync.status', {});
  const stage = releaseStage(source);
  const { refused } = source.release;
  return (
    <>
      {refused !== null && (
        <Banner look="warning" live="none">
          {say('release.refused', { property: propertyText(refused.property, say) })}{' '}
          {said(refused.message, language)}
        </Banner>
      )}
      {stage === 'asked' && (
        <StatusSign
          shape="waiting"
          text={say(sync?.connected === false ? 'release.waitsRegion' : 'release.asked')}
        />
      )}
      {stage === 'ready' && mayAuthor && source.draftId !== null && (
        <div className={cx(styles.acts)}>
          <Button
            look="primary"
            isPending={busy}
            onPress={() =>
              void run({ draftId: source.draftId ?? '' }).then(
                (reply) => reply.kind === 'done' && stayInPane(),
              )
            }
          >
            {say('release.release')}
          </Button>
          {sync?.connected === false && (
            <span className={cx(styles.quiet)}>{say('release.waitsRegion')}</span>
          )}
        </div>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </>
  );
}

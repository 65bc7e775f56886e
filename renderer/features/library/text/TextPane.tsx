import { useId } from 'react';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { Trouble } from '../../contact/Trouble.tsx';
import { personOf } from '../../sync/useTroubleText.ts';
import { useOpenScript } from '../open/openScript.ts';
import { CodeArea } from './CodeArea.tsx';
import { ProofPanel } from './ProofPanel.tsx';
import styles from './text.module.css';
import { lineOf } from './textPlaces.ts';

/** The text as authored, and beside it what it proves while it is typed. */
export function TextPane() {
  const say = useText('library');
  const { text, writing, source, mayEdit, proof, wantedLine } = useOpenScript();
  const hintId = useId();
  const bad = proof.isFresh ? badLinesOf(text, proof.result) : new Set<number>();
  return (
    <div className={cx(styles.pane)}>
      <div className={cx(styles.writing)}>
        {writing.status === 'apart' && <SavedMeanwhile />}
        {mayEdit && source.approvals.length > 0 && (
          <Banner look="warning" live="none">
            {say('text.lapses')}
          </Banner>
        )}
        <CodeArea
          label={say('text.label')}
          describedBy={hintId}
          value={text}
          onChange={writing.change}
          onBlur={() => void writing.flush()}
          isReadOnly={!mayEdit}
          isWrong={bad.size > 0}
          badLines={bad}
          wanted={wantedLine}
        />
        <p id={hintId} className={cx(styles.foot)}>
          <span>
            {say(mayEdit ? 'text.hint' : source.otherTexts.length > 0 ? 'release.twoTexts' : 'text.readOnly')}
          </span>
          {mayEdit && (
            <StatusSign
              shape={writing.status === 'clean' ? 'here' : 'waiting'}
              text={say(writing.status === 'clean' ? 'text.saved' : 'text.saving')}
            />
          )}
        </p>
        <Trouble {...writing.trouble} />
      </div>
      <ProofPanel />
    </div>
  );
}

function SavedMeanwhile() {
  const say = useText('library');
  const { writing, source } = useOpenScript();
  return (
    <Banner
      look="warning"
      live="alert"
      actions={
        <>
          <Button size="small" onPress={writing.keepMine}>
            {say('text.keepMine')}
          </Button>
          <Button size="small" onPress={writing.takeTheirs}>
            {say('text.takeTheirs')}
          </Button>
        </>
      }
    >
      {say('text.changed', { who: source.editedBy === null ? '' : personOf(source.editedBy.user) })}
    </Banner>
  );
}

function badLinesOf(
  text: string,
  proof: ReturnType<typeof useOpenScript>['proof']['result'],
): ReadonlySet<number> {
  const places = [
    ...(proof?.problems ?? []).map((one) => lineOf(text, one.key) ?? lineOf(text, one.message.en)),
    ...(proof?.violations ?? []).map((one) => lineOf(text, one.subject)),
  ];
  return new Set(places.filter((line) => line !== null));
}

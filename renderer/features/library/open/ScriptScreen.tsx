import { useEffect, useRef, useState } from 'react';
import type { LibraryRow, ScriptSourceView } from '../../../../shared/protocol/authoringViews.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useTask } from '../../../desk/useTask.ts';
import { useShortcut } from '../../../keys/useShortcut.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/sign/EmptyState.tsx';
import { Trouble } from '../../contact/Trouble.tsx';
import { useMayAuthor } from '../mayAuthor.ts';
import { isSameRef, type ScriptRef } from '../scriptRef.ts';
import { markProof } from '../sign/proofSigns.ts';
import styles from './open.module.css';
import { type OpenScript, OpenScriptContext, type ScriptTab } from './openScript.ts';
import { ScriptHead } from './ScriptHead.tsx';
import { ScriptPane } from './ScriptPane.tsx';
import { ScriptTabs } from './ScriptTabs.tsx';
import { useScriptText } from './useScriptText.ts';

/** Typing that stands still this long is proved: the answer is there well within the third of a second it may take. */
const proofPauseMs = 60;

interface ScriptScreenProps {
  readonly script: ScriptRef;
  readonly onOpen: (script: ScriptRef) => void;
  readonly onBack: () => void;
}

export function ScriptScreen({ script, onOpen, onBack }: ScriptScreenProps) {
  const say = useText('library');
  useShortcut('libraryBack', onBack);
  const { data: rows } = useLiveQuery('script.library', {});
  const { data: source, refusal, fault } = useLiveQuery('script.source', { ...script });
  const versions = (rows ?? [])
    .filter((one) => one.scriptId === script.scriptId)
    .toSorted((left, right) => right.version - left.version);
  const row = versions.find((one) => isSameRef(one, script));
  if (row !== undefined && source !== undefined)
    return <OpenedScript {...{ row, versions, source, onOpen, onBack }} />;
  const isMissing = refusal !== null || (rows !== undefined && row === undefined);
  return (
    <div className={cx(styles.screen)}>
      <EmptyState action={<Button onPress={onBack}>{say('back')}</Button>}>
        {say(isMissing ? 'missing' : 'loading')}
      </EmptyState>
      <Trouble refusal={null} fault={fault} />
    </div>
  );
}

interface OpenedScriptProps {
  readonly row: LibraryRow;
  readonly versions: readonly LibraryRow[];
  readonly source: ScriptSourceView;
  readonly onOpen: (script: ScriptRef) => void;
  readonly onBack: () => void;
}

function OpenedScript({ row, versions, source, onOpen, onBack }: OpenedScriptProps) {
  const mayAuthor = useMayAuthor();
  const writing = useScriptText(source);
  const { text } = writing;
  const isOpen = source.status === 'draft' || source.status === 'approved';
  const [tab, setTab] = useState<ScriptTab>(isOpen && mayAuthor ? 'text' : 'outline');
  const [wantedLine, setWantedLine] = useState<OpenScript['wantedLine']>(null);
  const proof = useTask('script.prove', { text }, proofPauseMs);
  useProofMark(source, text, proof);
  useShortcut('saveText', () => void writing.flush());
  useShortcut('scriptText', () => goToLine(wantedLine?.line ?? 1));
  const goToLine = (line: number) => {
    setTab('text');
    setWantedLine((before) => ({ line, count: (before?.count ?? 0) + 1 }));
  };
  const open: OpenScript = {
    row,
    versions,
    source,
    writing,
    text,
    mayAuthor,
    mayEdit: mayAuthor && isOpen && source.draftId !== null && source.otherTexts.length === 0,
    proof,
    tab,
    show: setTab,
    wantedLine,
    goToLine,
    open: onOpen,
  };
  useFirstFocus();
  return (
    <OpenScriptContext.Provider value={open}>
      <div className={cx(styles.screen)}>
        <ScriptHead onBack={onBack} />
        <ScriptTabs />
        <div
          role="tabpanel"
          id="script-pane"
          tabIndex={-1}
          aria-labelledby={`script-tab-${tab}`}
          className={cx(styles.pane)}
        >
          <ScriptPane />
        </div>
      </div>
    </OpenScriptContext.Provider>
  );
}

/** The list remembers what was proved here, as long as it was the saved text. */
function useProofMark(source: ScriptSourceView, text: string, proof: OpenScript['proof']): void {
  const proved = proof.isFresh && text === source.text ? proof.result?.proved : undefined;
  useEffect(() => {
    if (proved !== undefined) markProof(source.hash, proved ? 'proved' : 'broken');
  }, [source.hash, proved]);
}

/** The tabs are where the arrows lead on from; nothing is typed by opening. */
function useFirstFocus(): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }, []);
}

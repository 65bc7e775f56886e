import { createContext, useContext } from 'react';
import { assert } from '../../../../shared/base/assert.ts';
import type { LibraryRow, ProofView, ScriptSourceView } from '../../../../shared/protocol/authoringViews.ts';
import type { TaskState } from '../../../desk/useTask.ts';
import type { ScriptRef } from '../scriptRef.ts';
import type { ScriptText } from './useScriptText.ts';

export const scriptTabs = ['outline', 'graph', 'text', 'trial', 'compare', 'replay', 'release'] as const;
export type ScriptTab = (typeof scriptTabs)[number];

/** What every part of an open script knows. */
export interface OpenScript {
  readonly row: LibraryRow;
  /** All versions of this script, newest first. */
  readonly versions: readonly LibraryRow[];
  readonly source: ScriptSourceView;
  readonly writing: ScriptText;
  /** The text as it stands in this window, saved or not: everything that is calculated is about this one. */
  readonly text: string;
  readonly mayAuthor: boolean;
  /** A lead, a version that is still open, and one text only. */
  readonly mayEdit: boolean;
  readonly proof: TaskState<ProofView>;
  readonly tab: ScriptTab;
  readonly show: (tab: ScriptTab) => void;
  /** The line that the text tab goes to; `count` changes with every wish. */
  readonly wantedLine: { readonly line: number; readonly count: number } | null;
  readonly goToLine: (line: number) => void;
  readonly open: (script: ScriptRef) => void;
}

export const OpenScriptContext = createContext<OpenScript | null>(null);

export function useOpenScript(): OpenScript {
  const open = useContext(OpenScriptContext);
  assert(open !== null, 'a part of a script stands outside it');
  return open;
}

import type { ReleaseHead, ScriptKey } from '../../shared/domain/script/scriptVersion.ts';

/** What the worker is given. */
export interface ReleaseQuestion {
  readonly libraryDir: string;
  readonly key: ScriptKey;
  readonly text: string;
  /** Scripts that a rule may go on in besides those of the program. */
  readonly released: readonly string[];
}

/**
 * What it says: the text proves, or the first property that does not hold and a line about it; of a proof's finding one
 * line in each language.
 */
export type ReleaseJudgement =
  | { readonly ok: true; readonly blocksHash: string; readonly head: ReleaseHead }
  | { readonly ok: false; readonly property: string; readonly message: string };

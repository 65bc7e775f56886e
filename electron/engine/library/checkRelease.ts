// Keeps RL12: what a desk asks of a release before anybody is led through it.
import type { LibraryBlock } from '../../../platform/openLibrary.ts';
import { readRelease } from '../../../platform/readRelease.ts';
import { hashOf, isSignedBy } from '../../../platform/releaseSigning.ts';
import { releaseText } from '../../../shared/domain/script/releaseBytes.ts';
import { agreedText } from '../../../shared/domain/script/scriptFacts.ts';
import type { ScriptVersion } from '../../../shared/domain/script/scriptVersion.ts';
import type { ScriptFault } from '../../../shared/protocol/authoringViews.ts';
import { type LibraryScript, libraryScript } from '../../../shared/script/release/libraryScript.ts';

export type CheckedRelease = { readonly script: LibraryScript } | { readonly fault: ScriptFault };

export interface ReleaseTrust {
  /** Public keys of the region that this desk trusts, by their id. */
  readonly keys: ReadonlyMap<string, string>;
  readonly blocks: readonly LibraryBlock[];
}

/** Cheap questions first; the text is only read when its signature is right. */
export function checkRelease(version: ScriptVersion, { keys, blocks }: ReleaseTrust): CheckedRelease {
  const { released } = version;
  const text = agreedText(version)?.text;
  if (released === null || text === undefined) return { fault: 'unsigned' };
  if (hashOf(text) !== released.hash) return { fault: 'altered' };
  const key = keys.get(released.keyId);
  if (key === undefined) return { fault: 'wrongKey' };
  if (!isSignedBy(key, releaseText({ ...version, ...released }), released.signature))
    return { fault: 'unsigned' };
  const read = readRelease(text, version, blocks);
  if ('problems' in read || read.blocksHash !== released.blocksHash) return { fault: 'unreadable' };
  const approved = version.approvals.map(({ by, title, at }) => ({
    by: by.user,
    title,
    date: at.slice(0, 10),
  }));
  // Whoever wrote `status` into the text, the approvals in the log are what counts.
  const compiled = Object.freeze({ ...read.compiled, status: { approved } });
  return { script: libraryScript(compiled, { text, hash: released.hash }) };
}

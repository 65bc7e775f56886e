// Keeps RL12: what a desk asks of a release before anybody is led through it.
import type { LibraryBlock } from '../../../platform/openLibrary.ts';
import { blocksHashOf, readRelease } from '../../../platform/readRelease.ts';
import { hashOf, isSignedBy } from '../../../platform/releaseSigning.ts';
import { releaseText } from '../../../shared/domain/script/releaseBytes.ts';
import { agreedText } from '../../../shared/domain/script/scriptFacts.ts';
import type { ScriptVersion } from '../../../shared/domain/script/scriptVersion.ts';
import type { ScriptFault } from '../../../shared/protocol/authoringViews.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import type { LibraryScript } from '../../../shared/script/release/libraryScript.ts';

export type CheckedRelease = { readonly script: LibraryScript } | { readonly fault: ScriptFault };

export interface ReleaseTrust {
  /** Public keys of the region that this desk trusts, by their id. */
  readonly keys: ReadonlyMap<string, string>;
  readonly blocks: readonly LibraryBlock[];
}

/** What costs little. The text itself is parsed when somebody is led through it. */
export function checkRelease(version: ScriptVersion, { keys, blocks }: ReleaseTrust): CheckedRelease {
  const { released, scriptId } = version;
  const text = agreedText(version)?.text;
  if (released === null || text === undefined) return { fault: 'unsigned' };
  if (hashOf(text) !== released.hash) return { fault: 'altered' };
  const key = keys.get(released.keyId);
  if (key === undefined) return { fault: 'wrongKey' };
  const signed = releaseText({ ...released, scriptId, version: version.version });
  if (!isSignedBy(key, signed, released.signature)) return { fault: 'unsigned' };
  const { hash, blocksHash, head } = released;
  if (blocksHashOf(head.include, blocks) !== blocksHash) return { fault: 'unreadable' };
  let known: CompiledScript | null | undefined;
  return {
    script: {
      ...head,
      id: scriptId,
      version: version.version,
      questions: () => head.questions,
      hash: () => hash,
      text: () => text,
      compiled() {
        if (known === undefined) known = compile(version, text, blocks);
        return known;
      },
    },
  };
}

/** Null when this program is too old for its language. */
function compile(
  version: ScriptVersion,
  text: string,
  blocks: readonly LibraryBlock[],
): CompiledScript | null {
  const read = readRelease(text, version, blocks);
  if ('problems' in read) return null;
  const approved = version.approvals.map(({ by, title, at }) => ({
    by: by.user,
    title,
    date: at.slice(0, 10),
  }));
  // Whoever wrote `status` into the text, the approvals in the log are what counts.
  return Object.freeze({ ...read.compiled, status: { approved } });
}

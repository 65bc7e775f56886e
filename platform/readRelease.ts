// What a text must be before the region signs it, and again before a desk starts it.
import type { ReleaseHead, ScriptKey } from '../shared/domain/script/scriptVersion.ts';
import type { CompiledScript } from '../shared/script/compileScript.ts';
import { blocksText } from '../shared/script/release/blocksText.ts';
import type { ScriptProblem } from '../shared/script/scriptFormat.ts';
import type { LibraryBlock } from './openLibrary.ts';
import { hashOf } from './releaseSigning.ts';
import { readScriptText } from './scriptLibrary.ts';

export type ReadRelease =
  | { readonly compiled: CompiledScript; readonly head: ReleaseHead; readonly blocksHash: string }
  | { readonly problems: readonly ScriptProblem[] };

/** The text as the script and version it is released as; with the hash of the blocks it includes here. */
export function readRelease(text: string, key: ScriptKey, blocks: readonly LibraryBlock[]): ReadRelease {
  const read = readScriptText(
    text,
    blocks.map((one) => one.block),
  );
  if ('problems' in read) return read;
  const { id, version, include } = read.script;
  const problems: ScriptProblem[] = [];
  if (id !== key.scriptId) problems.push({ file: '', key: 'id', message: `must be ${key.scriptId}` });
  if (version !== key.version) problems.push({ file: '', key: 'version', message: `must be ${key.version}` });
  if (problems.length > 0) return { problems };
  const { area, title, keywords } = read.script;
  const questions = read.compiled.questions.length;
  const head = { area, title, keywords, questions, include };
  return { compiled: read.compiled, head, blocksHash: blocksHashOf(include, blocks) };
}

/** Over the blocks as they are here; another one when a block is missing or was changed. */
export function blocksHashOf(include: readonly string[], blocks: readonly LibraryBlock[]): string {
  const hashes = new Map(blocks.map(({ block, hash }) => [`${block.id}@${block.version}`, hash]));
  return hashOf(blocksText(include, hashes));
}

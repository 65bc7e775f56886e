// Keeps RL20, RL21. The library that came with the program, opened without reading a script that nobody has asked for.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompiledScript, compileScript } from '../shared/script/compileScript.ts';
import { type LibraryScript, libraryScript } from '../shared/script/release/libraryScript.ts';
import type { Block, Script, ScriptProblem } from '../shared/script/scriptFormat.ts';
import { hashOf } from './releaseSigning.ts';
import { listBlockFiles, listScriptFiles, readBlocks, readScriptLibrary } from './scriptLibrary.ts';

export const libraryIndexName = 'index.json';
const indexFormat = 1;

/** A block with the hash of its file: releases are signed together with the blocks they include. */
export interface LibraryBlock {
  readonly block: Block;
  readonly hash: string;
}

export interface OpenLibrary {
  readonly scripts: readonly LibraryScript[];
  readonly blocks: readonly LibraryBlock[];
  readonly problems: readonly ScriptProblem[];
}

/** What the build found right: each entry is bound by hash to the file it was read from. `body` is JSON. */
interface IndexedScript extends Pick<Script, 'id' | 'version' | 'area' | 'title' | 'keywords'> {
  readonly file: string;
  readonly hash: string;
  readonly questions: number;
  readonly body: string;
}
interface LibraryIndex {
  readonly format: number;
  readonly scripts: readonly IndexedScript[];
  readonly blocks: readonly { readonly file: string; readonly hash: string; readonly block: Block }[];
}

interface LibraryFile {
  readonly file: string;
  readonly text: string;
  readonly hash: string;
}

/** With the index of the build when every file is still the one it speaks of; else by reading all of them. */
export function openLibrary(dir: string): OpenLibrary {
  const blockFiles = listBlockFiles(dir).map((file) => readFile(dir, file));
  const scriptFiles = listScriptFiles(dir).map((file) => readFile(dir, file));
  const index = readIndex(dir);
  return (index === null ? null : fromIndex(index, { blockFiles, scriptFiles })) ?? byReading(dir);
}

function readFile(dir: string, file: string): LibraryFile {
  const text = readFileSync(join(dir, file), 'utf8');
  return { file, text, hash: hashOf(text) };
}

function readIndex(dir: string): LibraryIndex | null {
  const path = join(dir, libraryIndexName);
  if (!existsSync(path)) return null;
  try {
    const index = JSON.parse(readFileSync(path, 'utf8')) as LibraryIndex;
    return index.format === indexFormat ? index : null;
  } catch {
    // Half-written: the files themselves are the library.
    return null;
  }
}

function fromIndex(
  index: LibraryIndex,
  found: { readonly blockFiles: readonly LibraryFile[]; readonly scriptFiles: readonly LibraryFile[] },
): OpenLibrary | null {
  const files = new Map([...found.blockFiles, ...found.scriptFiles].map((one) => [one.file, one]));
  const indexed = [...index.blocks, ...index.scripts];
  const isWhole =
    indexed.length === files.size && indexed.every((one) => files.get(one.file)?.hash === one.hash);
  if (!isWhole) return null;
  const blocks = index.blocks.map(({ block, hash }) => ({ block, hash }));
  const plain = blocks.map((one) => one.block);
  const scripts = index.scripts.map((one) => lazyScript(one, files.get(one.file)?.text ?? '', plain));
  return { scripts, blocks, problems: [] };
}

function lazyScript(indexed: IndexedScript, text: string, blocks: readonly Block[]): LibraryScript {
  const { id, version, area, title, keywords, questions, hash } = indexed;
  let known: CompiledScript | undefined;
  return {
    id,
    version,
    area,
    title,
    keywords,
    questions: () => questions,
    hash: () => hash,
    text: () => text,
    compiled() {
      known ??= compileScript(JSON.parse(indexed.body) as Script, blocks);
      return known;
    },
  };
}

function byReading(dir: string): OpenLibrary {
  const { scripts, blocks, problems } = readScriptLibrary(dir);
  return {
    scripts: scripts.map((script) =>
      libraryScript(script, readFile(dir, `${script.id}/${script.version}.yaml`)),
    ),
    blocks: blocks.map((block) => ({ block, hash: hashOfBlock(dir, block) })),
    problems,
  };
}

/** The shared blocks alone. */
export function openBlocks(dir: string): readonly LibraryBlock[] {
  return readBlocks(dir).map((block) => ({ block, hash: hashOfBlock(dir, block) }));
}

function hashOfBlock(dir: string, { id, version }: Block): string {
  return readFile(dir, `_blocks/${id}/${version}.yaml`).hash;
}

/** The index as text, for the build; null when a file is wrong, so that every start says so. */
export function makeLibraryIndex(dir: string): string | null {
  const { scripts, sources, blocks, problems } = readScriptLibrary(dir);
  if (problems.length > 0) return null;
  const index: LibraryIndex = {
    format: indexFormat,
    scripts: scripts.map((compiled, at) => indexedScript(dir, compiled, sources[at])),
    blocks: blocks.map((block) => {
      const file = `_blocks/${block.id}/${block.version}.yaml`;
      return { file, hash: readFile(dir, file).hash, block };
    }),
  };
  return `${JSON.stringify(index)}\n`;
}

function indexedScript(dir: string, compiled: CompiledScript, source: Script | undefined): IndexedScript {
  const { id, version, area, title, keywords, questions } = compiled;
  const file = `${id}/${version}.yaml`;
  const { hash } = readFile(dir, file);
  const body = JSON.stringify(source);
  return { file, hash, id, version, area, title, keywords, questions: questions.length, body };
}

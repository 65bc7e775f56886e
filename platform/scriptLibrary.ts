// Keeps SC11. Reads the authored library from disk; whatever is wrong with a file is a named problem, never a crash.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { type CompiledScript, compileScript, ScriptInvalid } from '../shared/script/compileScript.ts';
import { gotoCycle } from '../shared/script/gotoCycle.ts';
import {
  type Block,
  blockSchema,
  problemsOf,
  type Script,
  type ScriptProblem,
  scriptSchema,
} from '../shared/script/scriptFormat.ts';
import { whyNotPlain } from './plainJson.ts';

export const scriptBytesMax = 131_072;
export const scriptDepthMax = 16;
export const scriptLinesMax = 5_000;
export const scriptLineCharsMax = 3_000;
const libraryFilesMax = 2_000;

export interface ScriptLibrary {
  readonly scripts: readonly CompiledScript[];
  /** The same, as they were authored. */
  readonly sources: readonly Script[];
  readonly blocks: readonly Block[];
  readonly problems: readonly ScriptProblem[];
}

export function readScriptLibrary(dir: string): ScriptLibrary {
  const problems: ScriptProblem[] = [];
  const blocks = listBlockFiles(dir).flatMap((file) => read({ dir, file, schema: blockSchema, problems }));
  const scripts: CompiledScript[] = [];
  const sources: Script[] = [];
  for (const file of listScriptFiles(dir)) {
    for (const script of read({ dir, file, schema: scriptSchema, problems })) {
      const compiled = compile({ script, blocks, file, problems });
      scripts.push(...compiled);
      if (compiled.length > 0) sources.push(script);
    }
  }
  return {
    scripts,
    sources,
    blocks,
    problems: [...problems, ...missingTargets(scripts), ...circles(scripts)],
  };
}

/** The blocks alone: all that a draft needs of the library to be compiled. */
export function readBlocks(dir: string): readonly Block[] {
  const problems: ScriptProblem[] = [];
  return listBlockFiles(dir).flatMap((file) => read({ dir, file, schema: blockSchema, problems }));
}

export type ReadScript =
  | { readonly script: Script; readonly compiled: CompiledScript }
  | { readonly problems: readonly ScriptProblem[] };

/** One authored text that is no file: a draft, or a release. */
export function readScriptText(text: string, blocks: readonly Block[]): ReadScript {
  const file = '';
  const parsed = parseScriptText(text);
  if ('message' in parsed) return { problems: [{ file, key: '', message: parsed.message }] };
  const checked = scriptSchema.safeParse(parsed.value);
  if (!checked.success) return { problems: problemsOf(file, checked.error) };
  const problems: ScriptProblem[] = [];
  const [compiled] = compile({ script: checked.data, blocks, file, problems });
  return compiled === undefined ? { problems } : { script: checked.data, compiled };
}

/** Files of scripts in the order of their names, each with its versions in order. */
export function listScriptFiles(dir: string): string[] {
  return foldersIn(dir)
    .filter((one) => !one.startsWith('_'))
    .flatMap((name) => listVersions(dir, name));
}

export function listBlockFiles(dir: string): string[] {
  return listFiles(dir, '_blocks');
}

/** Parses one authored text under the limits; used for files and for drafts that were never a file. */
export function parseScriptText(text: string): { value: unknown } | { message: string } {
  const shape = whyNotAText(text);
  if (shape !== null) return { message: shape };
  if (bracketDepth(text) > scriptDepthMax * 2)
    return { message: `is nested more than ${scriptDepthMax} deep` };
  try {
    // The parser's own check of keys, and its pictures of errors, take time by the square of the size.
    const document = parseDocument(text, { version: '1.2', uniqueKeys: false, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined)
      return { message: `${error.message} (${error.code}) ${placeOf(text, error.pos[0])}` };
    const key = badKey(document);
    if (key !== null) return { message: `${key.message} ${placeOf(text, key.at)}` };
    // An alias could unfold a small file into a huge one, and no author needs it.
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    const why = whyNotPlain(value, scriptDepthMax);
    return why === null ? { value } : { message: why };
  } catch (error) {
    return {
      message:
        error instanceof RangeError
          ? `is nested more than ${scriptDepthMax} deep`
          : 'uses an alias or is not YAML',
    };
  }
}

/** What costs a parser most is refused by its looks: no script has such lines, nor so many. */
function whyNotAText(text: string): string | null {
  if (text.length > scriptBytesMax || Buffer.byteLength(text) > scriptBytesMax)
    return `is larger than ${scriptBytesMax} bytes`;
  const lines = text.split('\n');
  if (lines.length > scriptLinesMax) return `has more than ${scriptLinesMax} lines`;
  const long = lines.findIndex((line) => line.length > scriptLineCharsMax);
  if (long >= 0) return `line ${long + 1} is longer than ${scriptLineCharsMax} characters`;
  const row = lines.findIndex((line) => signRow.test(line.replace(/(^|\s)#.*$/, '')));
  return row < 0 ? null : `line ${row + 1} is a row of signs`;
}

/** The first key that is no word, or that its map has already. */
function badKey(document: Document): { readonly message: string; readonly at: number } | null {
  let found: ReturnType<typeof badKey> = null;
  visit(document, {
    Map(_, map) {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        const at = isNode(key) ? (key.range?.[0] ?? 0) : 0;
        if (!isScalar(key)) found = { message: 'Map keys must be words', at };
        else if (keys.has(key.value)) found = { message: 'Map keys must be unique', at };
        else keys.add(key.value);
        if (found !== null) return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

interface Reading<T> {
  readonly dir: string;
  readonly file: string;
  readonly schema: z.ZodType<T>;
  readonly problems: ScriptProblem[];
}

function read<T extends { id: string; version: number }>({ dir, file, schema, problems }: Reading<T>): T[] {
  const path = join(dir, file);
  if (statSync(path).size > scriptBytesMax) {
    problems.push({ file, key: '', message: `is larger than ${scriptBytesMax} bytes` });
    return [];
  }
  const parsed = parseScriptText(readFileSync(path, 'utf8'));
  if ('message' in parsed) {
    problems.push({ file, key: '', message: parsed.message });
    return [];
  }
  const checked = schema.safeParse(parsed.value);
  if (!checked.success) {
    problems.push(...problemsOf(file, checked.error));
    return [];
  }
  const { id, version } = checked.data;
  if (!file.endsWith(`${id}/${version}.yaml`)) {
    problems.push({ file, key: 'id', message: `the file must be named ${id}/${version}.yaml` });
    return [];
  }
  return [checked.data];
}

interface Compiling {
  readonly script: Script;
  readonly blocks: readonly Block[];
  readonly file: string;
  readonly problems: ScriptProblem[];
}

function compile({ script, blocks, file, problems }: Compiling): CompiledScript[] {
  try {
    return [compileScript(script, blocks)];
  } catch (error) {
    if (!(error instanceof ScriptInvalid)) throw error;
    problems.push(...error.problems.map((one) => ({ ...one, file })));
    return [];
  }
}

function missingTargets(scripts: readonly CompiledScript[]): ScriptProblem[] {
  const ids = new Set(scripts.map((script) => script.id));
  return scripts.flatMap((script) =>
    script.rules
      .filter((rule) => rule.goto !== null && !ids.has(rule.goto))
      .map((rule) => ({
        file: `${script.id}/${script.version}.yaml`,
        key: `decide.${rule.index}.goto`,
        message: `there is no script ${rule.goto}`,
      })),
  );
}

/** A call that went from script to script and came back would never end. */
function circles(scripts: readonly CompiledScript[]): ScriptProblem[] {
  const gotos = new Map(scripts.map((one) => [one.id, one.rules.flatMap((rule) => rule.goto ?? [])]));
  return scripts.flatMap(({ id, version }) => {
    const circle = gotoCycle(id, gotos);
    if (circle === null) return [];
    const message = `goes round in a circle: ${circle.join(' → ')}`;
    return [{ file: `${id}/${version}.yaml`, key: 'decide', message }];
  });
}

function foldersIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .slice(0, libraryFilesMax);
}

function listFiles(dir: string, folder: string): string[] {
  const here = foldersIn(dir).includes(folder) ? foldersIn(join(dir, folder)) : [];
  return here.flatMap((name) => listVersions(dir, join(folder, name)));
}

/** In the order of versions, not of letters: 10 comes after 9. */
function listVersions(dir: string, folder: string): string[] {
  return readdirSync(join(dir, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10))
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

/** Lists in lists, tags of tags, quotes of quotes: signs without a word between them, comments apart. */
const signRow = /(?:[-?:!&*|>%@`"'][ \t]*){8}/;

/** Counts brackets before parsing, because a parser that recurses runs out of stack on a file of brackets. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if ((sign === ']' || sign === '}') && depth > 0) depth -= 1;
  }
  return deepest;
}

// Keeps SC11. Reads the authored library from disk; whatever is wrong with a file is a named problem, never a crash.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
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

export const scriptBytesMax = 262_144;
export const scriptDepthMax = 16;
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
  if (Buffer.byteLength(text) > scriptBytesMax) return { message: `is larger than ${scriptBytesMax} bytes` };
  if (bracketDepth(text) > scriptDepthMax * 2 || dashRow.test(text))
    return { message: `is nested more than ${scriptDepthMax} deep` };
  try {
    const document = parseDocument(text, { version: '1.2', uniqueKeys: true });
    const [error] = document.errors;
    if (error !== undefined) return { message: error.message.split('\n')[0] ?? 'is not YAML' };
    // An alias could unfold a small file into a huge one, and no author needs it.
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return isDeeperThan(value, scriptDepthMax)
      ? { message: `is nested more than ${scriptDepthMax} deep` }
      : { value };
  } catch (error) {
    return {
      message:
        error instanceof RangeError
          ? `is nested more than ${scriptDepthMax} deep`
          : 'uses an alias or is not YAML',
    };
  }
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

/** Lists opened in lists on one line: every `- ` is one level. */
const dashRow = /^[ ]*(?:- ){16}/m;

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

function isDeeperThan(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depthMax === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depthMax - 1));
}

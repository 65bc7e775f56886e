// Keeps AU1, EX3. One authored text that is no file: read, checked and compiled beside the library it will stand in.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CompiledScript, compileScript, ScriptInvalid } from '../shared/script/compileScript.ts';
import { type Gotos, gotoCycle } from '../shared/script/gotoCycle.ts';
import { type Block, problemsOf, type Script, scriptSchema } from '../shared/script/scriptFormat.ts';
import { listScriptFiles, parseScriptText, readBlocks } from './scriptLibrary.ts';

export interface DraftSurroundings {
  readonly blocks: readonly Block[];
  /** Which scripts each script of the library goes on in; its keys are the scripts there are. */
  readonly gotos: Gotos;
}

export interface DraftProblem {
  readonly key: string;
  readonly message: string;
}

export interface DraftReading {
  /** As authored, when the text has the right shape. */
  readonly authored: Script | null;
  /** Null while anything is wrong. */
  readonly script: CompiledScript | null;
  readonly problems: readonly DraftProblem[];
}

export function readDraft(text: string, around: DraftSurroundings): DraftReading {
  const parsed = parseScriptText(text);
  if ('message' in parsed) return broken([{ key: '', message: parsed.message }]);
  const checked = scriptSchema.safeParse(parsed.value);
  if (!checked.success) return broken(problemsOf('', checked.error));
  const authored = checked.data;
  const problems = gotoProblems(authored, around.gotos);
  try {
    const script = compileScript(authored, around.blocks);
    return problems.length > 0 ? { authored, script: null, problems } : { authored, script, problems: [] };
  } catch (error) {
    if (!(error instanceof ScriptInvalid)) throw error;
    return { authored, script: null, problems: [...error.problems.map(withoutFile), ...problems] };
  }
}

function broken(problems: readonly DraftProblem[]): DraftReading {
  return { authored: null, script: null, problems: problems.map(withoutFile) };
}

function withoutFile({ key, message }: DraftProblem): DraftProblem {
  return { key, message };
}

function gotoProblems({ id, decide }: Script, known: Gotos): DraftProblem[] {
  const targets = decide.flatMap((rule) => rule.goto ?? []);
  const missing = decide.flatMap((rule, index): DraftProblem[] => {
    if (rule.goto === undefined || rule.goto === id || known.has(rule.goto)) return [];
    return [{ key: `decide.${index}.goto`, message: `there is no script ${rule.goto}` }];
  });
  const cycle = gotoCycle(id, new Map([...known, [id, targets]]));
  return cycle === null
    ? missing
    : [...missing, { key: 'decide', message: `goes round in a circle: ${cycle.join(' → ')}` }];
}

/**
 * What a draft stands beside, without reading the whole library: its blocks, and where its scripts go on. The files are
 * our own and were proved, so a line is enough to see where they lead.
 */
export function readSurroundings(dir: string): DraftSurroundings {
  const gotos = new Map<string, readonly string[]>();
  for (const file of listScriptFiles(dir)) {
    const found = readFileSync(join(dir, file), 'utf8').matchAll(/\bgoto["']?: *["']?([a-z][a-z0-9_]*)/g);
    gotos.set(
      dirname(file),
      Array.from(found, (match) => match[1] ?? ''),
    );
  }
  return { blocks: readBlocks(dir), gotos };
}

/** The versions of one script, oldest first, without reading the others. A file that is wrong is left out. */
export function readVersions(dir: string, id: string): CompiledScript[] {
  const around = readSurroundings(dir);
  return listScriptFiles(dir)
    .filter((file) => dirname(file) === id)
    .flatMap((file) => readDraft(readFileSync(join(dir, file), 'utf8'), around).script ?? []);
}

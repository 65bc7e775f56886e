import { join } from 'node:path';
import { readScriptLibrary, type ScriptLibrary } from '../../platform/scriptLibrary.ts';
import { type Language, languages } from '../../shared/base/text.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { endWithReader, readCommandLine } from '../commandLine.ts';

const usage =
  'npm run -s script:check|play|draw|list -- [script id] [--lang fi|sv|en] [--json] [--library DIR]';

export interface ToolInput {
  readonly library: ScriptLibrary;
  readonly id: string | null;
  readonly language: Language;
  readonly isJson: boolean;
}

/** The arguments every script tool understands: `<id>`, `--lang fi|sv|en`, `--json`, `--library DIR`. */
export function readToolInput(): ToolInput {
  endWithReader();
  const { values, positionals } = readCommandLine(
    {
      allowPositionals: true,
      options: {
        lang: { type: 'string', default: 'fi' },
        json: { type: 'boolean', default: false },
        library: { type: 'string', default: join(import.meta.dirname, '../../shared/script/library') },
      },
    },
    usage,
  );
  const language = languages.find((one) => one === values.lang);
  if (language === undefined) fail(`--lang must be one of ${languages.join(', ')}`);
  return {
    library: readScriptLibrary(values.library),
    id: positionals[0] ?? null,
    language,
    isJson: values.json,
  };
}

/** The newest version of a script, or an end with the ids that exist. */
export function findScript({ library, id }: ToolInput): CompiledScript {
  const script = library.scripts.filter((one) => one.id === id).at(-1);
  if (script !== undefined) return script;
  const known = library.scripts.map((one) => one.id).join(', ');
  return fail(id === null ? `name a script: ${known}` : `there is no script ${id}; there are ${known}`);
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

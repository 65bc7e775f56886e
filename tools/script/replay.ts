// npm run -s script:replay -- <new.yaml> …: assessments through a new version, side by side; whose outcome changes, up or down.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDraft, readSurroundings, readVersions } from '../../platform/draftText.ts';
import { scriptBytesMax } from '../../platform/scriptLibrary.ts';
import { generateCases } from '../../shared/script/authoring/generateCases.ts';
import { type ReplayCase, type Replayed, replayCases } from '../../shared/script/authoring/replayCases.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { endWithReader, endWithUsage, readCommandLine } from '../commandLine.ts';
import { createSeededRandom } from '../sim/seededRandom.ts';
import { print } from './library.ts';
import { storedCases } from './storedCases.ts';

const usage = `npm run -s script:replay -- <new.yaml> (--data DIR … --user NAME | --generated N [--seed S])
       [--against VERSION] [--library DIR] [--json]      (password of NAME in LUOTSI_PASSWORD)`;
const generatedMax = 1_000_000;
const shownRows = 20;

endWithReader();
const { values, positionals } = readCommandLine(
  {
    allowPositionals: true,
    options: {
      data: { type: 'string', multiple: true, default: [] },
      user: { type: 'string', default: '' },
      generated: { type: 'string' },
      seed: { type: 'string', default: '1' },
      against: { type: 'string' },
      json: { type: 'boolean', default: false },
      library: { type: 'string', default: join(import.meta.dirname, '../../shared/script/library') },
    },
  },
  usage,
);

const startedMs = performance.now();
const script = readNew(positionals[0]);
const versions = readVersions(values.library, script.id);
const { against } = values;
const old =
  against === undefined
    ? versions.at(-1)
    : versions.find((one) => one.version === wholeNumber('against', against));
if (old === undefined) endWithUsage(`the library has no such version of ${script.id} to compare with`, usage);
const cases = await gather(old);
const replayed = replayCases(script, cases);
const counts = countDirections(replayed);
const ms = Math.round(performance.now() - startedMs);
if (values.json) {
  const { assessments, unchanged, changed } = replayed;
  print(
    JSON.stringify({
      script: script.id,
      from: old.version,
      to: script.version,
      ...{ assessments, unchanged, ...counts, ms, changed },
    }),
  );
} else printSideBySide(old);

function readNew(file: string | undefined): CompiledScript {
  if (file === undefined) endWithUsage('name the file of the new version', usage);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) endWithUsage(`there is no file ${file}`, usage);
  if (size > scriptBytesMax) endWithUsage(`${file} is larger than ${scriptBytesMax} bytes`, usage);
  const draft = readDraft(readFileSync(file, 'utf8'), readSurroundings(values.library));
  if (draft.script !== null) return draft.script;
  for (const { key, message } of draft.problems) process.stderr.write(`${file} ${key}: ${message}\n`);
  return process.exit(1);
}

async function gather(from: CompiledScript): Promise<Iterable<ReplayCase>> {
  if (values.generated !== undefined) {
    const count = wholeNumber('generated', values.generated);
    const random = createSeededRandom(BigInt(wholeNumber('seed', values.seed)));
    return generateCases({ script: from, count, random: random.next });
  }
  if (values.data.length === 0 || values.user === '')
    endWithUsage('say whose assessments: --data and --user, or --generated', usage);
  const { data: folders, user } = values;
  const stored = await storedCases({ folders, user, scriptId: script.id, versions });
  return stored ?? process.exit(2);
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > generatedMax)
    endWithUsage(`--${name} must be a whole number up to ${generatedMax}`, usage);
  return value;
}

function countDirections({ changed }: Replayed) {
  const count = (direction: string) => changed.filter((one) => one.direction === direction).length;
  return {
    up: count('up'),
    down: count('down'),
    sideways: count('sideways'),
    open: count('open'),
    decided: count('decided'),
  };
}

function printSideBySide(from: CompiledScript): void {
  print(`${script.id}: version ${from.version} → ${script.version}`);
  print('direction  before                 after                  assessment');
  for (const one of replayed.changed.slice(0, shownRows)) {
    const cells = [
      one.direction.padEnd(10),
      (one.before ?? '-').padEnd(22),
      (one.after ?? '-').padEnd(22),
      `${one.contactId} ${one.assessmentId}`,
    ];
    print(cells.join(' '));
  }
  const more = replayed.changed.length - shownRows;
  if (more > 0) print(`… and ${more} more (all of them with --json)`);
  const { up, down, sideways, open, decided } = counts;
  print(
    `\n${replayed.assessments} assessments, ${replayed.unchanged} unchanged, ${up} more urgent, ${down} less urgent, ` +
      `${sideways} as urgent, ${open} would be asked more, ${decided} decided now; ${ms} ms`,
  );
}

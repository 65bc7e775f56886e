// `npm run region:move|region:backup|region:restore -- --from … --to …`: a region from one place to another.
import { resolve } from 'node:path';
import { systemClock } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import { checkAddress, isPostgres } from '../../server/store/placeFrom.ts';
import { endWithUsage, readCommandLine } from '../commandLine.ts';
import { copyRegion } from './copyRegion.ts';
import { readFile, writeFile } from './fileEnd.ts';
import { readServer, writeServer } from './postgresEnd.ts';
import type { RowSource, RowTarget } from './regionTables.ts';

const usage = `npm run region:move|region:backup|region:restore -- --from file:…|postgres://… --to file:…|postgres://…
  [--from-key FILE] [--to-key FILE] [--role ROLE]
  move: a region that is stopped goes to another place and keeps its history.
  backup: a copy of one moment of a region that may go on working.
  restore: a backup becomes a region again, with a new epoch: desks send again what it lacks.
  PostgreSQL as a target: the address of the role that owns the tables, and in --role the one that runs the region.`;

const { values, positionals } = readCommandLine(
  {
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      'from-key': { type: 'string' },
      'to-key': { type: 'string' },
      role: { type: 'string' },
    },
  },
  usage,
);
const [work = ''] = positionals;
if (!['move', 'backup', 'restore'].includes(work)) endWithUsage(`what is “${work}”?`, usage);
const { from: fromPlace, to: toPlace } = values;
if (fromPlace === undefined || toPlace === undefined) endWithUsage('--from and --to are needed', usage);

function isServer(option: string, place: string): boolean {
  if (!isPostgres(place)) return false;
  checkAddress(option, place, (text) => endWithUsage(text, usage));
  return true;
}

/** Says nothing of what stands there: it may be an address with a password, a letter wrong. */
function pathOf(option: string, place: string): string {
  if (!place.startsWith('file:') || place.startsWith('file://'))
    endWithUsage(`${option} must start with file: or postgres:// and name a place`, usage);
  return resolve(place.slice('file:'.length));
}

async function openSource(place: string): Promise<RowSource> {
  const alone = work === 'move';
  if (isServer('--from', place)) return readServer(place, { alone });
  const keyPath = values['from-key'];
  return readFile(
    { path: pathOf('--from', place), ...(keyPath === undefined ? {} : { keyPath }) },
    { alone },
  );
}

async function openTarget(place: string): Promise<RowTarget> {
  if (isServer('--to', place)) {
    if (values.role === undefined) endWithUsage('--role is needed: who will run the region', usage);
    return writeServer(place, values.role);
  }
  const keyPath = values['to-key'];
  return writeFile({ path: pathOf('--to', place), ...(keyPath === undefined ? {} : { keyPath }) });
}

const startedAt = systemClock.monotonic();
try {
  const from = await openSource(fromPlace);
  const to = await openTarget(toPlace);
  const newEpoch = work === 'restore' ? idsFrom(systemClock, systemRandom).newId('epoch') : null;
  const tell = (table: string, rows: number) => void process.stderr.write(`${table}: ${rows}\n`);
  const copied = await copyRegion({ from, to, newEpoch, tell });
  await from.close();
  await to.close();
  for (const { table, rows, hash } of copied)
    process.stdout.write(`${table.padEnd(14)} ${String(rows).padStart(9)}  ${hash.slice(0, 16)}\n`);
  const seconds = ((systemClock.monotonic() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${work}: complete and compared, ${seconds} s\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${work} not done: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

// `npm run region:load`: what a region costs per desk and per op, and how that grows.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migratePostgres } from '../../server/store/postgres/preparePostgres.ts';
import { type ChildProgram, startProgram, usageOf } from '../bench/childProgram.ts';
import { percentileOf } from '../bench/figures.ts';
import { readCommandLine } from '../commandLine.ts';
import { childrenOf, type PostgresServer, startPostgres } from '../postgres/startPostgres.ts';
import { LightDesk } from './lightDesk.ts';

const usage = `npm run region:load [-- --desks 10,40,100,200] [--seconds 5] [--log 2000,20000] [--file]
  --file: over the embedded database instead of PostgreSQL`;
const { values } = readCommandLine(
  {
    options: {
      desks: { type: 'string', default: '10,40,100,200' },
      seconds: { type: 'string', default: '5' },
      log: { type: 'string', default: '2000,20000,60000' },
      file: { type: 'boolean', default: false },
    },
  },
  usage,
);
const steps = values.desks.split(',').map(Number);
const logLengths = values.log.split(',').map(Number);
const seconds = Number(values.seconds);
const runningRole = 'luotsi_scale';
/** Ten times what a working desk makes. */
const everyMs = 1_000;
const batch = 20;

const folder = mkdtempSync(join(tmpdir(), 'luotsi-scale-'));
const serverFolder = mkdtempSync(join(tmpdir(), 'luotsi-scale-postgres-'));
const postgres = values.file ? null : await startPostgres({ folder: serverFolder });
if (postgres !== null) await postgres.sql('postgres', `create role ${runningRole} login`);

const out = (line: string) => void process.stdout.write(`${line}\n`);
const pad = (cells: readonly (string | number)[]) => cells.map((cell) => String(cell).padStart(12)).join('');

async function startRegion(name: string, desks: number): Promise<ChildProgram> {
  const program = new URL('./scaleRegion.ts', import.meta.url).pathname;
  const args = [program, join(folder, name), String(desks)];
  if (postgres === null) return startProgram(args);
  await postgres.sql('postgres', `create database ${name}`);
  await migratePostgres(postgres.url(name), { runningRole });
  return startProgram([...args, postgres.url(name, runningRole)]);
}

async function enter(region: ChildProgram, many: number): Promise<LightDesk[]> {
  const tokens = region.first.tokens as string[];
  const url = String(region.first.region);
  const desks = tokens.slice(0, many).map((token, number) => new LightDesk(url, { number, token }));
  for (let at = 0; at < desks.length; at += 20)
    await Promise.all(desks.slice(at, at + 20).map((desk) => desk.enter()));
  return desks;
}

function serverCpuMs(server: PostgresServer | null): number {
  if (server === null) return 0;
  return [server.pid(), ...childrenOf(server.pid())].reduce((sum, pid) => sum + usageOf(pid).cpuMs, 0);
}

async function bytesOf(name: string): Promise<number> {
  if (postgres === null)
    return ['region.db', 'region.db-wal'].reduce(
      (sum, file) => sum + (statSync(join(folder, name, file), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  const [row] = await postgres.sql(name, `select pg_database_size('${name}')::int as bytes`);
  return Number(row?.bytes);
}

/** Every desk at its own pace. */
async function paced(desks: readonly LightDesk[]): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    desks.map(async (desk, at) => {
      await new Promise((resume) => setTimeout(resume, (at / desks.length) * everyMs));
      while (performance.now() < end) {
        const started = performance.now();
        await desk.push(1);
        times.push(performance.now() - started);
        await new Promise((resume) =>
          setTimeout(resume, Math.max(0, everyMs - (performance.now() - started))),
        );
      }
    }),
  );
  return times;
}

/** Every desk as fast as it is answered. */
async function flatOut(desks: readonly LightDesk[]): Promise<number> {
  let ops = 0;
  const started = performance.now();
  const end = started + seconds * 1_000;
  await Promise.all(
    desks.map(async (desk) => {
      while (performance.now() < end) {
        await desk.push(batch);
        ops += batch;
      }
    }),
  );
  return ops / ((performance.now() - started) / 1_000);
}

async function measureDesks(many: number): Promise<void> {
  const name = `desks_${many}`;
  const region = await startRegion(name, many);
  const rssEmpty = region.usage().rssMb;
  const entering = performance.now();
  const desks = await enter(region, many);
  const enterMs = (performance.now() - entering) / many;
  const before = { region: region.usage().cpuMs, server: serverCpuMs(postgres) };
  const times = await paced(desks);
  const after = { region: region.usage(), server: serverCpuMs(postgres) };
  const size = await bytesOf(name);
  const rate = await flatOut(desks);
  const grown = (await bytesOf(name)) - size;
  const cpuPerOp = (after.region.cpuMs - before.region + after.server - before.server) / times.length;
  out(
    pad([
      many,
      enterMs.toFixed(1),
      (times.length / seconds).toFixed(0),
      percentileOf(times, 0.5).toFixed(1),
      percentileOf(times, 0.99).toFixed(1),
      cpuPerOp.toFixed(2),
      ((after.region.rssMb - rssEmpty) / many).toFixed(2),
      after.region.rssMb.toFixed(0),
      rate.toFixed(0),
      (grown / (rate * seconds)).toFixed(0),
      region.usage().rssMb.toFixed(0),
    ]),
  );
  for (const desk of desks) desk.close();
  await region.stop();
}

async function measureCatchUp(): Promise<void> {
  const region = await startRegion('catch_up', 3);
  const [author, late] = await enter(region, 2);
  if (author === undefined || late === undefined) throw new Error('no desks');
  const scopes = ['unit:unit_scale_0', 'region'];
  let length = 0;
  for (const wanted of logLengths) {
    for (; length < wanted; length += 500) await author.push(500);
    const times: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const started = performance.now();
      await late.ask('pull', { scopes, after: length - 1_000 });
      times.push(performance.now() - started);
    }
    out(
      pad([length, percentileOf(times, 0.5).toFixed(1), ((await bytesOf('catch_up')) / length).toFixed(0)]),
    );
  }
  author.close();
  late.close();
  await region.stop();
}

try {
  out(
    `desks over ${values.file ? 'the embedded file' : 'PostgreSQL'}, each one op a second; then as fast as it goes`,
  );
  out(
    pad([
      'desks',
      'ms to enter',
      'ops/s',
      'p50 ms',
      'p99 ms',
      'CPU ms/op',
      'MB/desk',
      'region MB',
      'most ops/s',
      'bytes/op',
      'then MB',
    ]),
  );
  for (const many of steps) await measureDesks(many);
  out('a desk that lacks 1,000 ops, by the length of the log');
  out(pad(['ops in log', 'page ms', 'bytes/op']));
  await measureCatchUp();
} finally {
  await postgres?.stop('crash');
  for (const left of [folder, serverFolder]) rmSync(left, { recursive: true, force: true });
}
process.exit(0);

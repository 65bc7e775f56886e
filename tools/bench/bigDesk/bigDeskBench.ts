// A desk after years of work beside an empty one: starting, finding a client, opening one, and work that is pending.
import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { closeDatabase, openDatabase } from '../../../db/openDatabase.ts';
import { systemClock } from '../../../platform/clock.ts';
import { readScriptLibrary } from '../../../platform/scriptLibrary.ts';
import type { ClientRow, ContactRow } from '../../../shared/protocol/deskViews.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { BenchDesk, offlineGrant } from '../benchDesk.ts';
import { type Bench, medianOf, type NamedRound, percentileOf } from '../figures.ts';
import { commitRaw } from '../rawCommits.ts';
import { inScratchFolder } from '../scratch.ts';
import { fillDesk, nameOf, phoneOf, sizeAt } from './fillDesk.ts';
import { makeOneCall } from './oneCall.ts';

const library = new URL('../../../shared/script/library', import.meta.url).pathname;
const key = new Uint8Array(32).fill(3);
const starts = 5;
const asks = 200;
const pendingNotes = 1_000;
/** The bar of both: a person does not notice it. */
const barMs = 20;

let scripts: readonly CompiledScript[] | undefined;

/** The library is read once: it is the same on every desk, and no part of the database. */
function openDesk(path: string): BenchDesk {
  scripts ??= readScriptLibrary(library).scripts;
  const grant = offlineGrant('desk_bench');
  return new BenchDesk({ path, deskId: 'desk_bench', grant, transport: null, scripts });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function timesOf(many: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < many; at += 1) times.push(await timed(() => work(at)));
  return times;
}

/** Opening the file and answering all that the first screen follows, in turn on both. */
async function startsOf(paths: { readonly big: string; readonly empty: string }) {
  const times = { big: [] as number[], empty: [] as number[] };
  for (let at = 0; at < starts; at += 1)
    for (const which of ['empty', 'big'] as const) times[which].push(await timed(() => start(paths[which])));
  return { value: medianOf(times.big), baseline: medianOf(times.empty) };
}

async function start(path: string): Promise<void> {
  const desk = openDesk(path);
  for (const [query, args] of firstScreen) await desk.query(query, args);
  desk.close();
}

const firstScreen = [
  ['session.current', {}],
  ['desk.preferences', {}],
  ['contact.list', {}],
  ['contact.list', { phase: 'open' }],
  ['handoff.list', { box: 'in' }],
  ['sync.status', {}],
] as const;

async function prepare(folder: string, scale: number): Promise<{ big: string; empty: string }> {
  const empty = join(folder, 'empty.db');
  const big = join(folder, 'big.db');
  const model = openDesk(join(folder, 'model.db'));
  const template = await makeOneCall(model);
  model.close();
  openDesk(empty).close();
  openDesk(big).close();
  const db = openDatabase({ kind: 'file', path: big, key });
  const ops = fillDesk(db, template, { size: sizeAt(scale), nowMs: systemClock.now() });
  closeDatabase(db);
  settle(big);
  process.stderr.write(`${ops} ops, ${Math.round(statSync(big).size / 1e6)} MB\n`);
  return { big, empty };
}

/** What filling left to the system goes to the disk now, not in the middle of what is measured. */
function settle(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** What a nurse types: beginnings of names, of both names, a number. */
function typed(at: number, clients: number): string {
  const client = (at * 7_919) % clients;
  const { family, given } = nameOf(client);
  const forms = [
    family.slice(0, 1),
    family.slice(0, 2),
    family.slice(0, 3),
    family.slice(0, 5),
    `${family.slice(0, 4)} ${given.slice(0, 2)}`,
    `${family} ${given}`,
    phoneOf(client),
    'zz',
  ];
  return forms[at % forms.length] ?? family;
}

async function askBoth(big: BenchDesk, clients: number) {
  const search = await timesOf(asks, (at) => big.query('client.search', { text: typed(at, clients) }));
  const found = (await big.query('client.search', { text: 'v', limit: 50 })) as readonly ClientRow[];
  const open = await timesOf(asks, (at) =>
    big.command('client.view', { clientId: found[at % found.length]?.clientId }),
  );
  const rows = (await big.query('contact.list', {})) as readonly ContactRow[];
  const contact = await timesOf(asks, (at) =>
    big.query('contact.get', { contactId: rows[at % rows.length]?.contactId }),
  );
  const handoffs = await timesOf(20, () => big.query('handoff.list', { box: 'in' }));
  return { search, open, contact, handoffs };
}

/** As many notes on both, in turn, so that neither has the quieter disk. */
async function addPending(desks: { readonly big: BenchDesk; readonly empty: BenchDesk }) {
  const times = { big: [] as number[], empty: [] as number[] };
  const contacts = {
    big: (await desks.big.command('contact.open', {})) as { contactId: string },
    empty: (await desks.empty.command('contact.open', {})) as { contactId: string },
  };
  for (let at = 0; at < pendingNotes; at += 1)
    for (const which of ['empty', 'big'] as const) {
      const note = { ...contacts[which], text: `Kirjaus ${at}` };
      times[which].push(await timed(() => desks[which].command('contact.addNote', note)));
    }
  return { value: medianOf(times.big), baseline: medianOf(times.empty) };
}

async function measure(folder: string, scale: number): Promise<NamedRound[]> {
  const paths = await prepare(folder, scale);
  const started = await startsOf(paths);
  const desks = { big: openDesk(paths.big), empty: openDesk(paths.empty) };
  const { search, open, contact, handoffs } = await askBoth(desks.big, sizeAt(scale).clients);
  const notes = await addPending(desks);
  desks.big.close();
  desks.empty.close();
  const again = await startsOf(paths);
  const raw = commitRaw(folder, asks);
  const bar = (part: string, times: readonly number[]): NamedRound => ({
    part,
    value: percentileOf(times, 0.95),
    baseline: barMs,
  });
  return [
    { part: 'start', ...started },
    bar('search.p95', search),
    bar('client.p95', open),
    { part: 'client.p50', value: percentileOf(open, 0.5), baseline: raw.p50 },
    bar('contact.p95', contact),
    bar('handoffs.p95', handoffs),
    { part: 'note.p50', ...notes },
    { part: 'startPending', ...again },
  ];
}

export const bigDeskBench: Bench = {
  name: 'bigdesk',
  unit: 'ms',
  what: '100,000 clients and 1,000,000 ops: start and a note beside an empty desk; search and opening beside the bar of 20 ms',
  round: () => inScratchFolder((folder) => measure(folder, Number(process.env.LUOTSI_BENCH_SCALE ?? 1))),
};

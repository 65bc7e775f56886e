// W1 on the product: twenty real engines with five hundred offline edits each meet one real region process.
import { join } from 'node:path';
import { inTransaction, oneRow, type WritableDb } from '../../../db/sql.ts';
import { getConfirmed } from '../../../db/workstation/records.ts';
import { openTransport } from '../../../electron/engine/sync/link.ts';
import { planFields } from '../../../shared/domain/plan/plan.ts';
import { BenchDesk } from '../benchDesk.ts';
import { addressFor, type Ground, onFile } from './grounds.ts';
import { editText, isSharedEdit, stormDesks, stormEdits } from './leastEdit.ts';
import { clearLeftovers, meter, type StormTimes, until } from './leastStorm.ts';
import { sharedUnit, stormUser } from './stormPeople.ts';

const ownPlans = 50;
const sharedEdits = Array.from({ length: stormEdits }, (_none, index) => index).filter(isSharedEdit).length;
const fieldsPerPlan = 10;
const sharedPlans = Math.ceil((stormDesks * sharedEdits) / fieldsPerPlan);
const signInMsMax = 10_000;

/** Each desk has a person of a unit of its own. */
export async function openDesk(folder: string, url: string, number: number): Promise<BenchDesk> {
  const transport = openTransport(url);
  const deskId = `desk_storm_${number}`;
  const grant = await transport.signIn(
    { user: stormUser(number), password: 'bench', desk: deskId },
    signInMsMax,
  );
  return new BenchDesk({ path: join(folder, `desk-${number}.db`), deskId, grant, transport, scripts: [] });
}

export async function makePlan(desk: BenchDesk, shareWith: string | null): Promise<string> {
  const { contactId } = (await desk.command('contact.open', {})) as { contactId: string };
  const { planId } = (await desk.command('plan.draft', { contactId })) as { planId: string };
  const sbar = { situation: 'shared', background: '', assessment: '', recommendation: '' };
  if (shareWith !== null) await desk.command('handoff.offer', { contactId, toUnit: shareWith, sbar });
  return planId;
}

/** Of others, in the log behind a place in it: what was counted once is not read again. */
function foreignEdits(desk: BenchDesk, after: number): { readonly many: number; readonly last: number } {
  const found = oneRow<{ many: number; last: number | null }>(
    desk.db,
    `select count(*) as many, max(local) as last from ops
     where local > ? and desk_seq is null and type = 'plan.fieldSet'`,
    [after],
  );
  return { many: found?.many ?? 0, last: found?.last ?? after };
}

function cursorOf(desk: BenchDesk): number {
  return oneRow<{ pos: number }>(desk.db, 'select min(pos) as pos from cursors')?.pos ?? -1;
}

/** Counts only when the desk's cursor moved, and only what came since, so that looking costs the storm little. */
function convergenceOf(desks: readonly BenchDesk[], wanted: number): () => boolean {
  const waiting = new Map(desks.map((desk) => [desk, { pos: -1, many: 0, last: 0 }]));
  return () => {
    for (const [desk, seen] of waiting) {
      const pos = cursorOf(desk);
      if (pos === seen.pos) continue;
      const more = foreignEdits(desk, seen.last);
      const many = seen.many + more.many;
      if (many >= wanted) waiting.delete(desk);
      else waiting.set(desk, { pos, many, last: more.last });
    }
    return waiting.size === 0;
  };
}

export async function runProductStorm(folder: string, ground: Ground = onFile): Promise<StormTimes> {
  const region = await ground.product(folder);
  const desks: BenchDesk[] = [];
  for (let number = 0; number < stormDesks; number += 1)
    desks.push(await openDesk(folder, addressFor(region, number), number));
  for (const desk of desks) makeHasty(desk.db);
  const shared: string[] = [];
  const own = new Map<BenchDesk, string[]>();
  const [first] = desks;
  if (first === undefined) throw new Error('no desks');
  for (let made = 0; made < sharedPlans; made += 1) shared.push(await makePlan(first, sharedUnit));
  for (const desk of desks) {
    const plans: string[] = [];
    for (let made = 0; made < ownPlans; made += 1) plans.push(await makePlan(desk, null));
    own.set(desk, plans);
  }
  await until(performance.now(), () => desks.every((desk) => isLevel(desk, shared.at(-1) ?? '')));
  for (const desk of desks) {
    desk.engine.cutLink(true);
    makeHasty(desk.db);
  }
  clearLeftovers();
  for (const [number, desk] of desks.entries())
    await editOffline(desk, { number, own: own.get(desk) ?? [], shared });
  for (const desk of desks) makeDurable(desk.db);
  const made = new Map(desks.map((desk) => [desk, ackedOf(desk) + unsent(desk)]));
  const used = meter(region);
  const started = performance.now();
  for (const desk of desks) desk.engine.cutLink(false);
  const durableMs = await until(started, () => desks.every((desk) => ackedOf(desk) >= (made.get(desk) ?? 0)));
  const convergedMs = await until(started, convergenceOf(desks, sharedEdits * (stormDesks - 1)));
  const usage = used();
  for (const desk of desks) desk.close();
  await region.stop();
  return { durableMs, convergedMs, ...usage };
}

/** Making the offline edits is not measured, so it need not wait for the disk. */
function makeHasty(db: WritableDb): void {
  // After a write that waits, the product leaves the setting alone until another desk's page comes.
  inTransaction(db, () => undefined);
  db.pragma('synchronous = OFF');
}

/** Everything made so far reaches the disk, and from here on every commit does. */
function makeDurable(db: WritableDb): void {
  db.pragma('synchronous = FULL');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** One row: looked at every millisecond of the storm. */
function ackedOf(desk: BenchDesk): number {
  return Number(
    oneRow<{ value: string }>(desk.db, "select value from meta where name = 'acked'")?.value ?? 0,
  );
}

export function unsent(desk: BenchDesk): number {
  return (
    oneRow<{ many: number }>(desk.db, 'select count(*) as many from ops where open = 1 and seq is null')
      ?.many ?? 0
  );
}

export function isLevel(desk: BenchDesk, lastShared: string): boolean {
  if (unsent(desk) > 0) return false;
  return getConfirmed(desk.db, 'plan', lastShared).state !== undefined;
}

/** No two edits meet in one field: this workload measures the way, not the conflicts. */
async function editOffline(
  desk: BenchDesk,
  {
    number,
    own,
    shared,
  }: { readonly number: number; readonly own: readonly string[]; readonly shared: readonly string[] },
): Promise<void> {
  let sharedCell = number * sharedEdits;
  let ownCell = 0;
  for (let index = 0; index < stormEdits; index += 1) {
    const cell = isSharedEdit(index) ? sharedCell++ : ownCell++;
    const planId = isSharedEdit(index) ? shared[Math.floor(cell / fieldsPerPlan)] : own[cell % own.length];
    const field = planFields[isSharedEdit(index) ? cell % fieldsPerPlan : Math.floor(cell / own.length)];
    await desk.command('plan.setField', { planId, field, value: editText(number, index) });
  }
}

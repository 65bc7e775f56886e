import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { RepairView } from '../../../shared/protocol/deskViews.ts';
import { damagePages, type UnsentShift, unsentShift } from '../../kit/damagedDesk.ts';
import { scratchFolder } from '../../kit/scratchFolder.ts';
import { nieminen } from '../../kit/signInOnly.ts';
import { fileVault, startDesk, type TestDesk } from '../../kit/startDesk.ts';

const open: TestDesk[] = [];
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});

/** Opens, and looks at what there is until the damage is met. */
async function reopened({ dir, key }: UnsentShift): Promise<{ desk: TestDesk; repairs: RepairView[] }> {
  const desk = startDesk({ vault: fileVault(dir, key) });
  open.push(desk);
  desk.engine.begin({ resume: true });
  for (const { contactId } of await desk.query('contact.list', {}))
    await desk.send({ id: 'look', query: 'contact.get', args: { contactId } });
  await new Promise((resume) => setTimeout(resume, 5));
  return { desk, repairs: [...(await desk.query('desk.repairs', {}))] };
}

it('[OB11] what was saved of a damaged file and what was not is told until a person has read it, over restarts', async () => {
  const shift = await unsentShift(join(scratchFolder(), 'desk'));
  damagePages(shift.dir, shift.firstDataPage);
  const first = await reopened(shift);
  const [repair] = first.repairs;
  if (repair === undefined) throw new Error('nothing was repaired');
  expect(repair.saved).toBeGreaterThan(0);
  expect(repair.missing).toBeGreaterThan(0);
  expect(repair.saved + repair.missing).toBeLessThanOrEqual(shift.unsent);
  expect(repair).toMatchObject({ counted: false, seen: null });
  expect(JSON.stringify(first.repairs)).not.toMatch(/kaatui|contact_/);
  first.desk.close();

  const again = await reopened(shift);
  expect(again.repairs).toEqual([repair]);
  expect(await again.desk.trouble('desk.seeRepair', { at: '2026-01-01T00:00:00.000Z' })).toBe('notFound');
  await again.desk.command('desk.seeRepair', { at: repair.at });
  again.desk.close();

  const { repairs, desk } = await reopened(shift);
  const read = [{ ...repair, seen: { user: 'nurse.laine', at: expect.any(String) } }];
  expect(repairs).toEqual(read);
  await desk.signIn(nieminen);
  await desk.command('desk.seeRepair', { at: repair.at });
  expect(await desk.query('desk.repairs', {})).toEqual(repairs);
});

it('[OB11] a later repair stands beside the earlier one, newest first', async () => {
  const shift = await unsentShift(join(scratchFolder(), 'desk'));
  damagePages(shift.dir, shift.firstDataPage);
  const first = await reopened(shift);
  first.desk.close();
  damagePages(shift.dir, shift.firstDataPage);
  const { repairs } = await reopened(shift);
  expect(repairs).toHaveLength(2);
  expect(repairs[1]).toEqual(first.repairs[0]);
  expect(repairs[0]?.saved).toBeLessThanOrEqual(first.repairs[0]?.saved ?? 0);
});

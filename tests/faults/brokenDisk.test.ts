import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertSound } from '../../db/openDatabase.ts';
import { allRows } from '../../db/sql.ts';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';
import { InjectedDesk, type Injection, spawnInjected } from './kit/injectedDesk.ts';

let region: RegionProcess;
beforeAll(async () => {
  region = await startRegion();
});
afterAll(() => region.kill());

interface Worked {
  readonly desk: InjectedDesk;
  readonly dir: string;
  readonly codes: string[];
}

/** A shift of notes over a disk that fails now and then; everything that was answered is remembered outside. */
async function workOver(inject: readonly Injection[], notes: number): Promise<Worked> {
  const dir = join(scratchFolder(), 'desk');
  const first = new InjectedDesk({ url: region.url, dir, inject: [] });
  await first.ready();
  const { result } = await first.command('contact.open', {});
  await first.end();
  const desk = new InjectedDesk({ url: region.url, dir, inject });
  await desk.ready();
  const codes: string[] = [];
  for (let note = 0; note < notes; note += 1) {
    const text = `note ${note} ${'x'.repeat(200)}`;
    const { code } = await desk.command('contact.addNote', { contactId: result?.contactId, text });
    if (code !== undefined) codes.push(code);
  }
  const shown = await desk.query('contact.get', { contactId: result?.contactId });
  expect(shown.code).toBeUndefined();
  await desk.end();
  return { desk, dir, codes };
}

async function idsIn(dir: string): Promise<Set<string>> {
  const vault = fileVault(dir);
  const db = await vault.unlock('nurse.laine', 'demo');
  assertSound(db);
  const ids = new Set(allRows<{ id: string }>(db, 'select id from ops').map((row) => row.id));
  vault.close();
  return ids;
}

async function expectAllKept({ desk, dir }: Worked): Promise<void> {
  const ids = await idsIn(dir);
  expect(desk.acknowledged.filter((id) => !ids.has(id))).toEqual([]);
}

/** After a sync that failed, nothing may be answered until the log was opened anew. */
function answersOnFailedHandle(trace: readonly string[]): { failed: number; wrong: string[] } {
  let failed = 0;
  let isSuspect = false;
  const wrong: string[] = [];
  for (const line of trace) {
    if (/ f(data)?sync\(\d+<[^>]*desk\.sqlite-wal>\).* = -1 EIO/.test(line)) {
      failed += 1;
      isSuspect = true;
    } else if (/ openat\(.*desk\.sqlite-wal".*\) = \d+/.test(line)) isSuspect = false;
    else if (isSuspect && / write\(1<.*\\"opId\\":/.test(line)) wrong.push(line);
  }
  return { failed, wrong };
}

describe('a desk whose disk fails', () => {
  it('[FT4] a sync that failed is told as such, and nothing is promised again on that handle', async () => {
    const many = timesOf(60, 600);
    const worked = await workOver(['fsync,fdatasync:error=EIO:when=12+9'], many);
    await expectAllKept(worked);
    const { failed, wrong } = answersOnFailedHandle(worked.desk.trace());
    expect(failed).toBeGreaterThan(2);
    expect(wrong).toEqual([]);
    expect(new Set(worked.codes)).toEqual(new Set(['diskBroken']));
    expect(worked.desk.acknowledged.length).toBeGreaterThan(many / 2);
    tellFigure({
      check: 'R07',
      part: 'EIO on fsync at a desk',
      figure: `${failed} syncs failed, ${worked.desk.acknowledged.length} answers, 0 lost, 0 answered on a failed handle`,
    });
  });

  it.each<[name: string, injection: Injection, code: string, check: string]>([
    ['a write that fails', 'pwrite64:error=EIO:when=40+37', 'diskBroken', 'R07'],
    ['a full disk', 'pwrite64:error=ENOSPC:when=40+37', 'diskFull', 'R06'],
  ])(
    '[FT4] %s (%s) is told, and everything that was answered is there',
    async (name, injection, code, check) => {
      const worked = await workOver([injection], timesOf(50, 500));
      await expectAllKept(worked);
      expect(worked.codes).toContain(code);
      tellFigure({
        check,
        part: `${name} at a desk`,
        figure: `${worked.codes.length} told, ${worked.desk.acknowledged.length} answers, 0 lost`,
      });
    },
  );

  it('[FT4] a slow disk makes answers late, never untrue', async () => {
    const worked = await workOver(['fsync,fdatasync:delay_exit=150000:when=14+6'], 8);
    await expectAllKept(worked);
    expect(worked.codes).toEqual([]);
    expect(worked.desk.acknowledged.length).toBe(8);
  });
});

describe('a region whose disk fails', () => {
  async function regionOver(folder: string, inject: readonly Injection[]) {
    const { child, kill } = spawnInjected([new URL('../../server/main.ts', import.meta.url).pathname], {
      inject,
      env: { PORT: '0', LUOTSI_DATA: folder, DEMO: '1', DEMO_RING: 'off' },
    });
    child.stderr.resume();
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { region: url } = JSON.parse(line) as { region: string };
    return { kill, url };
  }

  it('[FT5] after a sync that failed nothing is acknowledged, and a new start holds all that was', async () => {
    const folder = scratchFolder();
    const sound = await startRegion({ folder });
    await sound.stop();
    const { kill, url } = await regionOver(folder, ['fsync,fdatasync:error=EIO:when=25+1']);
    const desk = await DeskDouble.open(url, { user: 'nurse.laine', desk: 'desk_a' });
    const made = [desk.op({ record: 'contact_eio', type: 'contact.opened', body: opening })];
    let acked = 0;
    let refused = 0;
    for (let round = 0; round < 40; round += 1) {
      const answer = await desk.push(...made.slice(acked));
      if (answer.ok) {
        ({ acked } = answer);
        expect(refused).toBe(0);
        made.push(desk.op({ record: 'contact_eio' }));
      } else refused += 1;
    }
    expect(acked).toBeGreaterThan(3);
    expect(refused).toBeGreaterThan(3);
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
    desk.close();
    await kill();
    const again = await startRegion({ folder });
    const reader = await DeskDouble.open(again.url, { user: 'nurse.laine', desk: 'desk_a' });
    const welcome = await reader.hello({ acked, deskSeq: made.length });
    expect(welcome).toMatchObject({ ok: true });
    if (welcome.ok) expect(welcome.highWater).toBeGreaterThanOrEqual(acked);
    reader.close();
    await again.kill();
    tellFigure({
      check: 'R07',
      part: 'EIO on fsync at a region',
      figure: `${acked} acknowledged, then ${refused} pushes refused and health 503; all ${acked} there after a new start`,
    });
  });
});

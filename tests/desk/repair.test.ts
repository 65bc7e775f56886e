// A desk whose file was damaged says so in the window until somebody has read what became of it.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Seat, type Stage } from '../../tools/desk/demoStage.ts';
import { damagePages, unsentShift } from '../kit/damagedDesk.ts';
import { startDeskAt } from '../kit/startDesk.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING: 'off' } });
}, 180_000);
afterAll(() => stage?.end());

/** The desk knows who works here: the password is all that is asked. */
async function comeIn({ desk, person }: Seat): Promise<void> {
  await person.sees('Laine (nurse.laine)');
  await person.fill('Salasana', 'demo');
  await person.press('Enter');
  await desk.page.locator('[data-region="nav"]').waitFor();
}

it('[OB11] the window tells of a repaired database until its reader says so, and keeps it readable', async () => {
  const dir = join(stage.folder, 'nurse');
  const shift = await unsentShift(dir, (vault) => startDeskAt(stage.region, 'nurse.laine', { vault }));
  damagePages(dir, shift.firstDataPage);

  const first = await stage.seat('nurse');
  await comeIn(first);
  await first.person.sees(/^Tämän laitteen tietokanta oli vaurioitunut/);
  await first.desk.close();

  const again = await stage.seat('nurse');
  const { person } = again;
  await comeIn(again);
  await person.sees(/^Tämän laitteen tietokanta oli vaurioitunut/);
  await person.pressButton('Lue lisää');
  await person.sees(/^Käy läpi yhteydenotot/);
  await person.pressButton('Selvä');
  await person.sees(/^Kuitattu: Laine/);
  expect(await person.canSee(/^Käy läpi yhteydenotot/)).toBe(false);
  await person.press('Control+1');
  await person.seesNot(/^Tämän laitteen tietokanta/);
}, 90_000);

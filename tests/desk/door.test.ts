import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Seat, type Stage } from '../../tools/desk/demoStage.ts';

let stage: Stage;
let seat: Seat;

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING: 'off' } });
  seat = await stage.seat('door');
}, 120_000);
afterAll(async () => {
  await stage?.end();
});

/** The engine holds its breath: nothing is lost, nothing is answered. */
async function whileEngineIsSilent(work: () => Promise<void>): Promise<void> {
  const pid = await seat.desk.pidOf('engine');
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

it('[WN20] the door does not wait for the engine, and a sign-in typed meanwhile goes in', async () => {
  const { desk, person } = seat;
  await person.sees('Salasana');
  await whileEngineIsSilent(async () => {
    await desk.page.reload();
    await person.fill('Tunnus', 'nurse.laine');
    await person.fill('Salasana', 'demo');
    await person.press('Enter');
    await person.sees(/^Työasema käynnistyy/);
  });
  await person.sees('Siirry valmiiksi');
}, 60_000);

it('[WN21] a page that comes back while somebody is signed in asks for no password', async () => {
  const { desk, person } = seat;
  await whileEngineIsSilent(async () => {
    await desk.page.reload();
    await person.sees('Työasema käynnistyy');
    expect(await person.canSee('Salasana')).toBe(false);
  });
  await person.sees('Siirry valmiiksi');
}, 60_000);

it('[WN20] the people of this desk stand at the door before the engine names them', async () => {
  await seat.desk.close();
  seat = await stage.seat('door');
  await seat.person.sees('Laine (nurse.laine)');
  await whileEngineIsSilent(async () => {
    await seat.desk.page.reload();
    await seat.person.sees('Laine (nurse.laine)');
    await seat.person.fill('Salasana', 'demo');
  });
  await seat.person.press('Enter');
  await seat.person.sees('Siirry valmiiksi');
}, 90_000);

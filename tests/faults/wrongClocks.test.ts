import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../platform/clock.ts';
import { tellFigure } from '../../tools/trust/trustFigure.ts';
import { startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const dayMs = 86_400_000;
const yearsMs = 3_652 * dayMs;
const offsets = {
  'a day ahead': dayMs,
  'a day behind': -dayMs,
  'ten years ahead': yearsMs,
  'ten years behind': -yearsMs,
};

let region: RegionProcess;
const open: TestDesk[] = [];
beforeAll(async () => {
  region = await startRegion();
});
afterAll(async () => {
  for (const desk of open) desk.close();
  await region.kill();
});

interface OddClock extends Clock {
  jump(ms: number): void;
}

function oddClock(offsetMs: number): OddClock {
  let offset = offsetMs;
  return {
    now: () => systemClock.now() + offset,
    monotonic: systemClock.monotonic,
    jump(ms) {
      offset += ms;
    },
  };
}

const quiet = ({ engine }: TestDesk) => engine.status().connected && engine.status().pending === 0;

it('[FT23] desks whose clocks are a day or ten years off, and jump, work with the others in the region’s order', async () => {
  const names = Object.keys(offsets) as (keyof typeof offsets)[];
  const right = await startDeskAt(region.url, 'nurse.virta', { deskId: 'desk_right' });
  open.push(right);
  const { contactId } = await right.command('contact.open', {});
  const odd = [];
  for (const [at, name] of names.entries()) {
    const clock = oddClock(offsets[name]);
    const desk = await startDeskAt(region.url, 'nurse.laine', { deskId: `desk_odd${at}`, clock });
    open.push(desk);
    odd.push({ name, clock, desk });
  }
  const written: string[] = [];
  const write = async (desk: TestDesk, text: string): Promise<void> => {
    await until(`${text}: the call is there`, async () => {
      const got = await desk.send({ id: 'g', query: 'contact.get', args: { contactId } });
      return 'result' in got;
    });
    await desk.command('contact.addNote', { contactId, text });
    await until(`${text}: it is sent`, () => quiet(desk));
    written.push(text);
  };
  for (let round = 0; round < 3; round += 1) {
    for (const { name, clock, desk } of odd) {
      await write(desk, `${name} ${round}`);
      expect(desk.engine.status().connected).toBe(true);
      // As somebody who sets the clock by hand, first wrong and then right.
      clock.jump(round === 0 ? -3 * dayMs : 3 * dayMs);
    }
    await write(right, `right ${round}`);
  }
  for (const desk of [right, ...odd.map((one) => one.desk)]) {
    await until('it has all', async () => {
      const { notes } = await desk.query('contact.get', { contactId });
      return notes.length === written.length;
    });
    const { notes } = await desk.query('contact.get', { contactId });
    expect(notes.map((note) => note.text)).toEqual(written);
    expect(desk.bugs).toEqual([]);
  }
  // More than two minutes are shown; how far a clock is off was measured when the line was made.
  for (const { name, desk } of odd) {
    const { skewMs } = await desk.query('sync.status', {});
    expect(Math.abs(skewMs - offsets[name])).toBeLessThan(60_000);
  }
  // A new line and a new sign-in are no harder than before.
  for (const { desk } of odd) {
    desk.engine.cutLink(true);
    desk.engine.cutLink(false);
    await until('back', () => quiet(desk));
    await desk.command('session.signOut', {});
    await desk.command('session.signIn', { user: 'nurse.laine', password: 'demo' });
    await until('signed in again', () => quiet(desk));
  }
  tellFigure({
    check: 'R09',
    part: 'real desks',
    figure: `${names.join(', ')}, each set twice while it worked: ${written.length} notes, 0 lost, order of the region on all, 0 locked out`,
  });
});

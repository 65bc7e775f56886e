import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../bundle/buildAll.ts';
import { ensureLibraries, needsVirtualDisplay } from '../runtime/debianLibraries.ts';
import { startVirtualDisplay } from '../runtime/virtualDisplay.ts';
import { type Children, trackChildren } from '../setup/children.ts';
import { startDemoRegion } from '../setup/startRegion.ts';
import { type Desk, type LaunchOptions, launchDesk, root } from './launchDesk.ts';
import { type Person, personAt } from './person.ts';

/** Somebody at their own desk, with a window that can be photographed, cut off and killed. */
export interface Seat {
  readonly desk: Desk;
  readonly person: Person;
}

export interface Stage {
  readonly region: string;
  readonly folder: string;
  readonly children: Children;
  /** Every seat taken so far; the last one is where something stopped. */
  readonly seats: readonly Seat[];
  readonly seat: (name: string, options?: Partial<LaunchOptions>) => Promise<Seat>;
  readonly end: () => Promise<void>;
}

/** A region with demo people and as many desks as are asked for, on a display of its own where there is none. */
export async function openStage(
  note: (text: string) => void,
  { env }: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Stage> {
  await ensureLibraries(note);
  await buildAll(root, note);
  const ends: (() => Promise<void> | void)[] = [];
  if (needsVirtualDisplay()) {
    const display = await startVirtualDisplay();
    process.env.DISPLAY = display.name;
    ends.push(() => {
      // The next stage must not look for it.
      delete process.env.DISPLAY;
      return display.stop();
    });
  }
  const folder = mkdtempSync(join(tmpdir(), 'luotsi-stage-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const children = trackChildren(() => undefined);
  ends.push(children.stopAll);
  const region = await startDemoRegion({
    root,
    dataDir: join(folder, 'region'),
    children,
    ...(env === undefined ? {} : { env }),
  });
  const seats: Seat[] = [];
  return {
    seats,
    region,
    folder,
    children,
    seat: async (name, options) => {
      const desk = await launchDesk({ dataDir: join(folder, name), region, ...options });
      ends.push(desk.close);
      const taken = { desk, person: personAt(desk.page) };
      seats.push(taken);
      return taken;
    },
    end: async () => {
      for (const end of ends.reverse()) await end();
    },
  };
}

/** Until the work screens stand: a key pressed before that is nobody's. */
export async function signIn({ desk, person }: Seat, user: string): Promise<void> {
  await person.fill('Tunnus', user);
  await person.fill('Salasana', 'demo');
  await person.press('Enter');
  await person.seesNot('Salasana');
  await desk.page.locator('[data-region="nav"]').waitFor();
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Seat, type Stage } from '../../tools/desk/demoStage.ts';
import { setTheme, themes } from '../../tools/desk/look.ts';
import { tourScreens } from '../../tools/desk/tourScreens.ts';
import { findBarriers } from './fixtures/axe.ts';

const minutes = 60_000;

let stage: Stage;
const found: {
  readonly complaints: string[];
  readonly barriers: string[];
  readonly sideways: string[];
  readonly screens: string[];
} = {
  complaints: [],
  barriers: [],
  sideways: [],
  screens: [],
};

// One walk looks at everything: a tour for each question would take the machine's whole time.
beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING_MS: '1000' } });
  for await (const { name, condition, seat } of tourScreens(stage)) {
    const where = `${name} (${condition})`;
    if (!heardOf.has(seat)) listenForComplaints(seat);
    found.screens.push(where);
    for (const theme of themes) {
      await setTheme(seat, theme);
      for (const barrier of await findBarriers(seat.desk.page))
        found.barriers.push(`${where} ${theme} ${barrier}`);
    }
    await setTheme(seat, 'light');
    for (const what of await sidewaysAt(seat, 2)) found.sideways.push(`${where}: ${what}`);
  }
}, 8 * minutes);
afterAll(async () => {
  if (found.screens.length < 30)
    await stage?.seats
      .at(-1)
      ?.desk.shot('desk/tour-stopped.png')
      .catch(() => undefined);
  await stage?.end();
});

const heardOf = new Set<Seat>();

/** A refused style, a broken promise of React or an uncaught error is said on the page's console. */
function listenForComplaints(seat: Seat): void {
  heardOf.add(seat);
  const { page } = seat.desk;
  page.on('pageerror', (error) => found.complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.complaints.push(message.text());
  });
}

async function sidewaysAt({ desk }: Seat, zoom: number): Promise<string[]> {
  const setZoom = (factor: number) =>
    desk.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
    }, factor);
  const wide = await desk.page.evaluate(() => window.innerWidth);
  await setZoom(zoom);
  await desk.page.waitForFunction((before) => window.innerWidth < before, wide);
  const over = await desk.page.evaluate(findSideways);
  await setZoom(1);
  await desk.page.waitForFunction((before) => window.innerWidth === before, wide);
  return over;
}

/** Runs in the page: what a person would have to scroll sideways for, or could not reach at all. */
function findSideways(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const outside = [...document.querySelectorAll('button, input, textarea, select, a, [tabindex="0"]')].filter(
    (one) => {
      const { width, right, left } = one.getBoundingClientRect();
      return width > 1 && (right > clientWidth + 1 || left < -1);
    },
  );
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px too wide`] : []),
    ...outside.map(
      (one) => `out of sight: ${one.getAttribute('aria-label') ?? one.textContent?.slice(0, 40)}`,
    ),
  ];
}

it('[SH50] no screen, in light or dark, holds a serious or critical barrier', () => {
  expect(found.screens.length).toBeGreaterThanOrEqual(30);
  expect(found.barriers).toEqual([]);
});

it('[SH50] a planted barrier is found', async () => {
  const page = stage.seats[0]?.desk.page;
  if (page === undefined) throw new Error('no seat');
  await page.evaluate(() => {
    const planted = document.createElement('button');
    planted.id = 'planted';
    document.querySelector('main')?.append(planted);
  });
  expect((await findBarriers(page)).join('\n')).toContain('#planted');
});

it('[SH23] the product’s own pages break no rule of the policy and end in no error', () => {
  expect(found.complaints).toEqual([]);
});

it('[SH51] at 200 % no screen scrolls sideways', () => {
  expect(found.sideways).toEqual([]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Seat, type Stage } from '../../tools/desk/demoStage.ts';
import { setTheme, themes } from '../../tools/desk/look.ts';
import { tourScreens } from '../../tools/desk/tourScreens.ts';
import { findBarriers } from './fixtures/axe.ts';

const minutes = 60_000;

let stage: Stage;
const found: { readonly barriers: string[]; readonly sideways: string[]; readonly screens: string[] } = {
  barriers: [],
  sideways: [],
  screens: [],
};

// One walk looks at everything: a tour for each question would take the machine's whole time.
beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING_MS: '1000' } });
  for await (const { name, condition, seat } of tourScreens(stage)) {
    const where = `${name} (${condition})`;
    found.screens.push(where);
    for (const theme of themes) {
      await setTheme(seat, theme);
      for (const barrier of await findBarriers(seat.desk.page))
        found.barriers.push(`${where} ${theme} ${barrier}`);
    }
    await setTheme(seat, 'light');
    const over = await sidewaysAt(seat, 2);
    if (over > 0) found.sideways.push(`${where}: ${over} px`);
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

async function sidewaysAt({ desk }: Seat, zoom: number): Promise<number> {
  const setZoom = (factor: number) =>
    desk.app.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
    }, factor);
  const wide = await desk.page.evaluate(() => window.innerWidth);
  await setZoom(zoom);
  await desk.page.waitForFunction((before) => window.innerWidth < before, wide);
  const over = await desk.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await setZoom(1);
  await desk.page.waitForFunction((before) => window.innerWidth === before, wide);
  return over;
}

it('[SH50] no screen, in light or dark, holds a serious or critical barrier', () => {
  expect(found.screens.length).toBeGreaterThanOrEqual(30);
  expect(found.barriers).toEqual([]);
});

it('[SH51] at 200 % no screen scrolls sideways', () => {
  expect(found.sideways).toEqual([]);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../../tools/desk/deskParts.ts';
import { type Desk, launchDesk } from '../../tools/desk/launchDesk.ts';
import { until } from '../../tools/desk/until.ts';
import { makeFixtureApp } from './fixtures/fixtureApp.ts';
import { ask, inPage, said } from './fixtures/fixturePage.ts';

describe('the shell around a page and an engine', () => {
  const fixture = makeFixtureApp();
  let desk: Desk;
  beforeAll(async () => {
    desk = await launchDesk(fixture);
    await until('the first ready', async () => (await said(desk)).length > 0);
  });
  afterAll(() => desk.close());

  it('[SH1] the window shows the page of app://luotsi in 1440 × 900, never smaller than 1280 × 720', async () => {
    const window = await desk.app.evaluate(({ BrowserWindow }) => {
      const [one] = BrowserWindow.getAllWindows();
      return { size: one?.getSize(), min: one?.getMinimumSize(), url: one?.webContents.getURL() };
    });
    expect(window).toEqual({ size: [1440, 900], min: [1280, 720], url: 'app://luotsi/index.html' });
    expect(await inPage(desk, 'isSecureContext')).toBe(true);
  });

  it('[SH15] the window is drawn without the graphics card', async () => {
    const drawing = await desk.app.evaluate(({ app }) => app.getGPUFeatureStatus().gpu_compositing);
    expect(drawing).toBe('disabled_software');
  });

  it('[SH2] the window is titled Luotsi whatever the page calls itself', async () => {
    const title = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getTitle(),
    );
    expect(title).toBe('Luotsi');
    expect(await desk.page.title()).not.toBe('Luotsi');
  });

  it('[SH3] a second start on the same folder ends at once and leaves the first one running', async () => {
    const before = await desk.pidOf('renderer');
    await expect(launchDesk({ ...fixture })).rejects.toThrow();
    expect(await desk.pidOf('renderer')).toBe(before);
  });

  it('[SH4] the engine knows its folder and gets neither keys nor options by its environment', async () => {
    const facts = await ask(desk, 'facts');
    expect(facts).toMatchObject({ dataDir: fixture.dataDir, cut: false });
    expect(JSON.stringify(facts)).not.toMatch(/NODE_OPTIONS|KEY|PASSWORD/);
  });

  it('[SH5] a cable pulled by the development menu reaches the engine', async () => {
    await desk.cutLink(true);
    expect(await ask(desk, 'facts')).toMatchObject({ cut: true });
    await desk.cutLink(false);
    expect(await ask(desk, 'facts')).toMatchObject({ cut: false });
  });

  it('[SH6] the menu speaks the language that the page names', async () => {
    const labels = () =>
      desk.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label) ?? []);
    await inPage(desk, "window.desk.shell('language:sv')");
    expect(await labels()).toContain('Redigera');
    await inPage(desk, "window.desk.shell('language:fi')");
    expect(await labels()).toContain('Muokkaa');
  });

  it('[SH5][SH6] a menu in another language still knows that the cable is pulled', async () => {
    await desk.cutLink(true);
    await inPage(desk, "window.desk.shell('language:en')");
    await desk.cutLink(false);
    expect(await ask(desk, 'facts')).toMatchObject({ cut: false });
    await inPage(desk, "window.desk.shell('language:fi')");
  });

  it('[SH7] neither F5 nor Ctrl+R loads the page again', async () => {
    await inPage(desk, "document.querySelector('#field').value = 'typed'");
    for (const key of ['F5', 'Control+r', 'Control+Shift+r', 'Control+w'])
      await desk.page.keyboard.press(key);
    expect(await inPage(desk, "document.querySelector('#field').value")).toBe('typed');
  });

  it('[SH8] a killed engine is there again within two seconds, and the page hears both', async () => {
    const before = (await said(desk)).length;
    const begun = performance.now();
    await desk.kill('engine');
    await until('a new ready', async () => (await said(desk)).length >= before + 2);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect((await said(desk)).slice(before)).toEqual([
      { id: null, fault: true, code: 'engineStopped' },
      { ready: true },
    ]);
    expect(await ask(desk, 'echo', 'heard')).toBe('heard');
  });

  it('[SH9] a normal end asks the engine to stop and waits for it', async () => {
    const engine = await desk.pidOf('engine');
    await desk.close();
    expect(existsSync(join(fixture.dataDir, 'stopped-in-order'))).toBe(true);
    expect(isRunning(engine)).toBe(false);
  });
});

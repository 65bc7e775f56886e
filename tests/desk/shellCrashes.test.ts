import { afterEach, describe, expect, it } from 'vitest';
import { isRunning } from '../../tools/desk/deskParts.ts';
import { type Desk, launchDesk } from '../../tools/desk/launchDesk.ts';
import { until } from '../../tools/desk/until.ts';
import { makeFixtureApp } from './fixtures/fixtureApp.ts';
import { ask, inPage, said, tell } from './fixtures/fixturePage.ts';

describe('crashes that come again and again', () => {
  let desk: Desk;
  afterEach(() => desk.close());
  const open = async () => {
    desk = await launchDesk(makeFixtureApp());
    await until('the first ready', async () => (await said(desk)).length > 0);
  };
  const pageText = () => inPage(desk, 'document.body.innerText').then(String);
  const address = () => inPage(desk, 'location.href');

  it('[SH10] three falls of the engine in a minute bring a page that says so in three languages, and Enter starts again', async () => {
    await open();
    await inPage(desk, "window.desk.shell('language:sv')");
    for (const number of [1, 2]) {
      await tell(desk, 'fall');
      await until(`start ${number + 1}`, async () => {
        const words = await said(desk);
        return words.filter((one) => JSON.stringify(one) === '{"ready":true}').length === number + 1;
      });
    }
    await tell(desk, 'fall');
    await until('the page of last resort', async () => (await address()) === 'app://luotsi/stopped.html');
    await until('its text', async () => (await pageText()).includes('Luotsi'));
    const text = await pageText();
    expect(text.indexOf('Luotsi har stannat')).toBe(0);
    expect(text).toContain('Luotsi on pysähtynyt');
    expect(text).toContain('Luotsi has stopped');
    expect(text).toContain('112');
    expect(await inPage(desk, 'document.activeElement?.textContent')).toBe('Försök igen');
    await desk.shot('desk/stopped.png');
    await desk.page.keyboard.press('Enter');
    await until('the page itself', async () => (await address()) === 'app://luotsi/index.html');
    await until('a ready after the retry', async () => (await said(desk)).length > 0);
    expect(await ask(desk, 'echo', 'again')).toBe('again');
  });

  it('[SH11] an engine that speaks another protocol is ended and started anew', async () => {
    await open();
    const before = await desk.pidOf('engine');
    await tell(desk, 'babble');
    await until('another engine', async () => (await desk.pidOf('engine')) !== before);
    await until('its ready', async () => (await said(desk)).length === 3);
  });

  it('[SH12] a fallen page comes back at the same address with a port to the engine', async () => {
    await open();
    await inPage(desk, "void (location.hash = '#/contact/contact_1')");
    const begun = performance.now();
    await desk.kill('renderer');
    await until('the page and its engine', async () => (await said(desk).catch(() => [])).length > 0);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await address()).toBe('app://luotsi/index.html#/contact/contact_1');
    expect(await ask(desk, 'echo', 1)).toBe(1);
  });

  it('[SH13] three falls of the page in a minute end in the same page instead of a loop', async () => {
    await open();
    for (const number of [1, 2]) {
      await desk.kill('renderer');
      await until(`page ${number + 1}`, async () => (await said(desk).catch(() => [])).length > 0);
    }
    await desk.kill('renderer');
    await until(
      'the page of last resort',
      async () => (await address().catch(() => '')) === 'app://luotsi/stopped.html',
    );
    expect(await pageText()).toContain('LUOTSI-PAGE-3');
    await inPage(desk, "document.querySelector('a').click()");
    await until(
      'the page itself',
      async () => (await address().catch(() => '')) === 'app://luotsi/index.html',
    );
  });

  it('[SH14] a page that waits for an answer that never comes is ended and loaded again', async () => {
    const fixture = makeFixtureApp();
    desk = await launchDesk(fixture);
    await until('the first ready', async () => (await said(desk)).length > 0);
    await inPage(desk, 'window.first = true');
    const loads = await desk.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      let count = 0;
      contents?.on('did-navigate', () => {
        count += 1;
      });
      // As when an answer is lost: loading begins and nothing ends it.
      contents?.emit('did-start-loading');
      await new Promise((done) => setTimeout(done, 8_000));
      return count;
    });
    expect(loads).toBe(1);
    expect(await inPage(desk, 'window.first')).toBeUndefined();
  });

  it('[SH9] a desk whose engine stays down still ends when it is closed', async () => {
    await open();
    for (let falls = 0; falls < 3; falls += 1) await desk.kill('engine');
    await until('the page of last resort', async () => (await address()) === 'app://luotsi/stopped.html');
    await desk.close();
    expect(isRunning(desk.mainPid)).toBe(false);
  });
});

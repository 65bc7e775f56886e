import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/desk/launchDesk.ts';
import { until } from '../../tools/desk/until.ts';
import { type Canary, listenForEscapes } from './fixtures/canary.ts';
import {
  type Attempt,
  navigationAttempts,
  networkAttempts,
  scriptAttempts,
} from './fixtures/escapeAttempts.ts';
import { makeFixtureApp } from './fixtures/fixtureApp.ts';
import { inPage, said } from './fixtures/fixturePage.ts';

const settleMs = 600;
const offPreferences = [
  'nodeIntegration',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'webviewTag',
  'spellcheck',
  'navigateOnDragDrop',
] as const;

/** Electron has it for tests and does not put it in its types. */
interface HasPreferences {
  getLastWebPreferences(): Readonly<Record<string, unknown>>;
}

describe('a page that runs a stranger’s code', () => {
  const fixture = makeFixtureApp();
  let desk: Desk;
  let canary: Canary;
  beforeAll(async () => {
    canary = await listenForEscapes();
    desk = await launchDesk(fixture);
    await until('the first ready', async () => (await said(desk)).length > 0);
  });
  afterAll(async () => {
    await desk.close();
    await canary.stop();
  });

  // Each attempt may throw, be refused later or do nothing; only what it reached counts.
  const attempt = async (attempts: readonly Attempt[]) => {
    for (const { code } of attempts) {
      await inPage(desk, `(() => { try { ${code} } catch {} })()`).catch(() => undefined);
    }
    await wait(settleMs);
  };
  it('[SH20] every contents is isolated and sandboxed, without Node, webview, remote features or a spell checker', async () => {
    const prefs = await desk.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((one) => (one as typeof one & HasPreferences).getLastWebPreferences()),
    );
    expect(prefs).toHaveLength(1);
    expect(prefs[0]).toMatchObject({ contextIsolation: true, sandbox: true, webSecurity: true });
    // Electron leaves some of what is off out of the list.
    for (const name of offPreferences) expect([name, Boolean(prefs[0]?.[name])]).toEqual([name, false]);
    const session = await desk.app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled());
    expect(session).toBe(false);
  });

  it('[SH21] the page has three functions from us and nothing of Node or Electron', async () => {
    const seen = await inPage(
      desk,
      `({
        bridge: Object.entries(Object.getOwnPropertyDescriptors(window.desk)).map(([name, one]) => [name, typeof one.value]).sort(),
        strangers: ['require', 'process', 'Buffer', 'global', 'module', 'electron', 'ipcRenderer', 'setImmediate'].filter((name) => name in window),
        frozen: Object.isFrozen(window.desk) || (() => { try { window.desk.more = 1; } catch {} return window.desk.more === undefined; })(),
        constructor: window.desk.send.constructor === Function,
      })`,
    );
    expect(seen).toEqual({
      bridge: [
        ['receive', 'function'],
        ['send', 'function'],
        ['shell', 'function'],
      ],
      strangers: [],
      frozen: true,
      constructor: true,
    });
  });

  it('[SH22] the bridge takes sixteen listeners, nothing but functions, and no ask outside its list', async () => {
    const heard = await inPage(
      desk,
      `(async () => {
        const ends = Array.from({ length: 40 }, () => window.desk.receive(() => { window.rings = (window.rings ?? 0) + 1; }));
        window.desk.receive('not a function');
        window.desk.send({ id: 'many', query: 'echo' });
        await new Promise((done) => setTimeout(done, 200));
        for (const end of ends) end();
        return window.rings;
      })()`,
    );
    expect(heard).toBe(15);
    for (const ask of ['exec', '__proto__', '', 'quit ', 'language:xx']) {
      expect(await inPage(desk, `window.desk.shell(${JSON.stringify(ask)}).catch(() => 'no')`)).toBe('no');
    }
    for (const ask of ['null', '{}', '[]', '["quit"]', '{ toString: () => "quit" }', '7', '2n ** 70n']) {
      expect(await inPage(desk, `(async () => window.desk.shell(${ask}))().catch(() => 'no')`)).toBe('no');
    }
  });

  it('[SH23] no attempt to run more script succeeds under the served policy', async () => {
    const attempts = scriptAttempts(canary);
    await attempt(attempts);
    expect(await inPage(desk, 'window.executed')).toEqual([]);
    expect(canary.heard).toEqual([]);
    expect(attempts.length).toBeGreaterThanOrEqual(30);
  });

  it('[SH24] nothing goes out to the network and nothing comes in', async () => {
    const attempts = networkAttempts(canary);
    await attempt(attempts);
    expect(canary.heard).toEqual([]);
    expect(await inPage(desk, 'window.executed')).toEqual([]);
    expect(attempts.length).toBeGreaterThanOrEqual(25);
  });

  it('[SH25] the window goes nowhere and no other opens', async () => {
    await attempt(navigationAttempts(canary));
    // A page can empty itself without asking; then it is brought back, however it struggles.
    const shown = () =>
      desk.app.evaluate(({ webContents }) =>
        webContents.getAllWebContents().map((one) => one.mainFrame.url.split('#')[0]),
      );
    await until(
      'the page at its own address',
      async () => (await shown()).join() === 'app://luotsi/index.html',
    );
    expect(await inPage(desk, 'window.executed ?? []').catch(() => [])).toEqual([]);
    expect(canary.heard).toEqual([]);
    // What it broke in itself on the way is mended by loading it anew.
    await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.reload());
    await until('the page as it was', async () =>
      Array.isArray(await inPage(desk, 'window.executed').catch(() => null)),
    );
  });

  it('[SH26] no permission of the browser is granted, asked or checked', async () => {
    const answers = await inPage(
      desk,
      `(async () => {
        const no = (promise) => promise.then((value) => value === 'denied' || value === 'default' ? 'no' : 'yes', () => 'no');
        const names = ['geolocation', 'notifications', 'midi', 'camera', 'microphone', 'clipboard-read', 'screen-wake-lock', 'idle-detection'];
        const states = await Promise.all(names.map((name) => navigator.permissions.query({ name }).then((one) => one.state === 'granted' ? name : '', () => '')));
        return {
          granted: states.filter(Boolean),
          notification: await no(Notification.requestPermission()),
          media: await no(navigator.mediaDevices.getUserMedia({ audio: true })),
          screen: await no(navigator.mediaDevices.getDisplayMedia()),
          place: await new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('yes'), () => done('no'))),
          clipboard: await no(navigator.clipboard.readText()),
          midi: await no(navigator.requestMIDIAccess({ sysex: true })),
          hid: await no(navigator.hid.requestDevice({ filters: [] }).then((list) => list.length || Promise.reject())),
          usb: await no(navigator.usb.requestDevice({ filters: [] })),
          serial: await no(navigator.serial.requestPort()),
          wake: await no(navigator.wakeLock.request('screen')),
        };
      })()`,
    );
    const { granted, ...rest } = answers as { granted: string[] };
    expect(granted).toEqual([]);
    expect([...new Set(Object.values(rest))]).toEqual(['no']);
  });

  it('[SH27] a window that is not the desk’s own gets no port and no answer', async () => {
    const preload = join(fixture.appDir, 'dist', 'preload', 'desk.cjs');
    const outcome = await desk.app.evaluate(async ({ BrowserWindow }, path) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
      await other.loadURL('app://luotsi/index.html');
      await new Promise((done) => setTimeout(done, 300));
      const code = `(async () => [window.said.length, await window.desk.shell('appInfo').catch(() => 'no')])()`;
      const seen: unknown = await other.webContents.executeJavaScript(code);
      other.destroy();
      return seen;
    }, preload);
    expect(outcome).toEqual([0, 'no']);
  });

  it('[SH28] a message from a frame below the page, or from one that is gone, is not heard', async () => {
    const before = (await said(desk)).length;
    await desk.app.evaluate(({ BrowserWindow, ipcMain }) => {
      const sender = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const senderFrame of [null, { origin: 'app://luotsi' }, { origin: 'app://luotsi.example' }])
        ipcMain.emit('desk-port', { sender, senderFrame });
    });
    await wait(200);
    expect((await said(desk)).length).toBe(before);
  });

  it('[SH29] app:// serves the listed files alone, with type and policy on every answer', async () => {
    const names = [
      '..',
      '%2e%2e',
      '%5c..',
      '..%2f',
      '%00',
      '....//',
      'C:\\',
      '%252e%252e',
      '.',
      '//',
      'Index.html',
      'linked.json',
      '%E0%80%AE',
    ];
    const targets = [
      'etc/passwd',
      'package.json',
      'main/main.cjs',
      'index.html/x',
      '',
      'index.html%00.css',
      'index.html ',
    ];
    const addresses = names.flatMap((name) => [
      ...targets.map((target) => `app://luotsi/${name}/${target}`),
      `app://luotsi/${name}`,
      `app://luotsi/assets/${name}/${name}/x`,
      `app://elsewhere/${name}`,
    ]);
    const answers = await desk.app.evaluate(
      async ({ net }, all) =>
        Promise.all(
          all.map(async (address) => {
            try {
              const one = await net.fetch(address);
              const policy = one.headers.get('content-security-policy') ?? '';
              return [
                address,
                one.status,
                (await one.text()).length,
                policy.includes("default-src 'none'"),
              ] as const;
            } catch {
              return [address, 0, 0, true] as const;
            }
          }),
        ),
      [...addresses, 'app://luotsi/index.html', 'app://luotsi/page.css'],
    );
    const served = answers.filter(([, , length]) => length > 0).map(([address]) => address);
    // What a URL parser resolves to our own page before anybody asks is our own page.
    const resolved = served.map((address) => new URL(address.replace('app:', 'http:')).pathname);
    expect(new Set(resolved)).toEqual(new Set(['/index.html', '/page.css']));
    expect(answers.filter(([, , , policy]) => !policy)).toEqual([]);
    expect(served).not.toContain('app://luotsi/linked.json');
  });
});

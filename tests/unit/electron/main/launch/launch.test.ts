import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeskConfig, readRegionUrl } from '../../../../../electron/main/launch/deskConfig.ts';
import { engineEnv } from '../../../../../electron/main/launch/engineEnv.ts';
import { readLaunch } from '../../../../../electron/main/launch/readLaunch.ts';

const packaged = { env: {}, packaged: true, folder: '/opt/luotsi' };
const loose = { env: {}, packaged: false, folder: '/home/dev' };

describe('how a desk is started', () => {
  it('[SH30] the product takes its short list', () => {
    const args = [
      '--data=/var/lib/luotsi',
      '--ozone-platform=wayland',
      '--password-store=kwallet6',
      '--disable-gpu',
    ];
    expect(readLaunch({ ...packaged, args })).toMatchObject({ dataDir: '/var/lib/luotsi', refused: [] });
    expect(readLaunch({ ...packaged, args: ['--data', '/var/lib/luotsi'] })).toMatchObject({
      dataDir: '/var/lib/luotsi',
      refused: [],
    });
  });

  it('[SH30] the product refuses what opens it to others', () => {
    const dangerous = [
      '--remote-debugging-port=9222',
      '--remote-debugging-pipe',
      '--inspect',
      '--inspect-brk=0.0.0.0:9229',
      '--gpu-launcher=sh',
      '--renderer-cmd-prefix=gdb',
      '--utility-cmd-prefix=gdb',
      '--load-extension=/tmp/x',
      '--no-sandbox',
      '--disable-web-security',
      '--disable-features=IsolateOrigins',
      '--proxy-server=evil:1',
      '--host-resolver-rules=MAP * evil',
      '--js-flags=--allow-natives-syntax',
      '--password-store=basic',
      '--user-data-dir=/tmp',
      '--allow-file-access-from-files',
      '--ignore-certificate-errors',
      '--data',
      '--data=',
      'luotsi://open',
      '/tmp/other-app',
      '-r',
      '--',
    ];
    for (const one of dangerous)
      expect([one, readLaunch({ ...packaged, args: [one] }).refused]).toEqual([one, [one]]);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(readLaunch({ ...packaged, args: [`--x${text}`] }).refused).toHaveLength(1);
      }),
    );
  });

  it('[SH30] the product has no development page and no test switches, whatever the environment says', () => {
    const env = { LUOTSI_PAGE_URL: 'http://127.0.0.1:5173/', LUOTSI_TEST: '1' };
    expect(readLaunch({ ...packaged, env, args: [] })).toMatchObject({
      developmentUrl: null,
      testing: false,
    });
    expect(readLaunch({ ...loose, env, args: [] })).toMatchObject({
      developmentUrl: 'http://127.0.0.1:5173/',
      testing: true,
    });
  });

  it('[SH24] a development page on another machine is not taken', () => {
    for (const url of [
      'http://example.invalid/',
      'https://127.0.0.1/',
      'file:///x',
      'http://127.0.0.1.example/',
      'x',
    ])
      expect(readLaunch({ ...loose, env: { LUOTSI_PAGE_URL: url }, args: [] }).developmentUrl).toBeNull();
  });

  it('[SH3] the folder comes from the argument, then the environment, then the system', () => {
    const env = { LUOTSI_DATA: 'here' };
    expect(readLaunch({ ...loose, env, args: ['app', '--data', 'there'] }).dataDir).toBe('/home/dev/there');
    expect(readLaunch({ ...loose, env, args: ['app'] }).dataDir).toBe('/home/dev/here');
    expect(readLaunch({ ...loose, args: ['app'] }).dataDir).toBeNull();
  });

  it('[SH32] a region is https, or on this machine, and never with a name and password in its address', () => {
    const good = [
      'https://region.example.invalid',
      'http://127.0.0.1:4600',
      'http://localhost:1',
      'http://[::1]:4600',
    ];
    expect(good.map(readRegionUrl)).toEqual(good);
    const bad = [
      'http://region.example.invalid',
      'ws://127.0.0.1',
      'https://a:b@c',
      'http://127.0.0.1.example',
      'x',
      '',
    ];
    expect(bad.map(readRegionUrl)).toEqual(bad.map(() => null));
  });

  it('[SH32] a settings file that cannot be read counts as empty', () => {
    const none = { regionUrl: null, contentProtection: false, hardwareAcceleration: false };
    for (const text of ['', '{', 'null', '[]', '"x"', '{"regionUrl": 7, "contentProtection": "yes"}'])
      expect(readDeskConfig(text)).toEqual(none);
    expect(
      readDeskConfig(
        '{"regionUrl": "https://r.invalid", "contentProtection": true, "hardwareAcceleration": true}',
      ),
    ).toEqual({
      regionUrl: 'https://r.invalid',
      contentProtection: true,
      hardwareAcceleration: true,
    });
  });

  it('[SH4] the engine’s environment is a short list without options of Node', () => {
    const env = {
      PATH: '/bin',
      NODE_OPTIONS: '--require /x',
      ELECTRON_RUN_AS_NODE: '1',
      LUOTSI_TEST: '1',
      SECRET: 'x',
    };
    expect(engineEnv(env, false)).toEqual({ PATH: '/bin' });
    expect(engineEnv(env, true)).toEqual({ PATH: '/bin', LUOTSI_TEST: '1' });
  });
});

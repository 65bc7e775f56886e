// Entry of the desk's shell. What it decides stands in small pure files; this one only puts them in order.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { runDesk } from './desk.ts';
import { type DeskConfig, noConfig, readDeskConfig } from './launch/deskConfig.ts';
import { type Launch, readLaunch } from './launch/readLaunch.ts';
import { registerAppScheme } from './page/serveApp.ts';

const exitUsage = 64;

const launch = readLaunch({
  args: process.argv.slice(1),
  env: process.env,
  packaged: app.isPackaged,
  folder: process.cwd(),
});
if (launch.refused.length > 0) {
  process.stderr.write(`Luotsi does not take ${launch.refused.join(' ')}\n`);
  app.exit(exitUsage);
} else start(launch);

function start(allowed: Launch): void {
  const dataDir = settleFolders(allowed.dataDir);
  const config = readConfig(dataDir);
  // As root Chromium's sandbox cannot start; demanding it then ends in an endless restart of its network service.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ])
    app.commandLine.appendSwitch(name);
  if (!config.hardwareAcceleration) app.disableHardwareAcceleration();
  registerAppScheme();
  if (app.requestSingleInstanceLock())
    void app.whenReady().then(() => runDesk({ launch: allowed, dataDir, config }));
  else app.exit(0);
}

// Chromium's own profile stands inside the desk's folder, so one desk is one folder and one lock.
function settleFolders(named: string | null): string {
  const dataDir = named ?? join(app.getPath('userData'), 'desk');
  if (named !== null) app.setPath('userData', join(named, 'window'));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return dataDir;
}

function readConfig(dataDir: string): DeskConfig {
  try {
    return readDeskConfig(readFileSync(join(dataDir, 'desk.json'), 'utf8'));
  } catch {
    // No settings file: the environment may still name the region.
    return noConfig;
  }
}

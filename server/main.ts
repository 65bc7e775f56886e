// The regional server: `npm run region`. One JSON line on standard output when it is ready; logs go to standard error.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, systemScheduler } from '../platform/clock.ts';
import { systemRandom } from '../platform/ids.ts';
import { createLogger, stackOf } from '../platform/logger.ts';
import { Fault } from '../shared/base/refusal.ts';
import { ringEveryMs } from './demo/ringDemo.ts';
import { type RegionPlace, type RunningRegion, startRegion } from './startRegion.ts';

const defaultPort = 4600;
const closeMsMax = 10_000;
const exitUsage = 2;
const log = createLogger('region', process.env.LUOTSI_LOG ?? 'info');

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(exitUsage);
}

function placeFrom(env: NodeJS.ProcessEnv): RegionPlace {
  const folder = resolve(env.LUOTSI_DATA ?? '.cache/region');
  const keyFile = env.LUOTSI_REGION_KEY_FILE;
  const keyPath = keyFile === undefined ? {} : { keyPath: resolve(keyFile) };
  const url = env.DATABASE_URL ?? '';
  if (url === '') return { folder, ...keyPath };
  if (/^postgres(ql)?:/.test(url))
    fail('DATABASE_URL names PostgreSQL, which this version cannot use yet: give file:… or leave it out.');
  if (!url.startsWith('file:')) fail('DATABASE_URL must start with file:');
  const databasePath = url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length));
  return { folder: dirname(databasePath), databasePath, ...keyPath };
}

function numberFrom(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined || text === '' ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 2 ** 31) fail(`${name} must be a whole number`);
  return value;
}

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const place = placeFrom(env);
  const ringMs = numberFrom('DEMO_RING_MS', env.DEMO_RING_MS, ringEveryMs);
  const running = await startRegion({
    place,
    host: env.HOST ?? '127.0.0.1',
    port: numberFrom('PORT', env.PORT, defaultPort),
    demo: env.DEMO === '1' ? { ringEveryMs: env.DEMO_RING === 'off' ? null : ringMs } : null,
    clock: systemClock,
    scheduler: systemScheduler,
    random: systemRandom,
    log,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(running));
  process.stdout.write(`${JSON.stringify({ region: running.url, ready: true })}\n`);
}

function stop(running: RunningRegion): void {
  // Whatever hangs, a stop ends: everything acknowledged is durable already.
  setTimeout(() => process.exit(1), closeMsMax).unref();
  running.close().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error('not closed cleanly', { stack: stackOf(error) });
      process.exit(1);
    },
  );
}

// A mistake nobody foresaw: the database is consistent at any moment, so ending is safe and going on is not.
process.on('uncaughtException', (error) => {
  log.error('uncaught', { stack: stackOf(error) });
  process.exit(1);
});

const remedies: Readonly<Record<string, string>> = {
  databaseWrongKey:
    'The key does not open the database. Put the right key file beside it or name it in LUOTSI_REGION_KEY_FILE. Nothing was changed.',
  databaseNewer:
    'The database was written by a newer version of this program. Start that version. Nothing was changed.',
  databaseCorrupt:
    'The database is damaged. Restore the last backup; desks send again what it lacks. Nothing was changed.',
  databaseLocked: 'Another process holds the database.',
  diskFull: 'The disk is full.',
  diskReadOnly: 'The folder of the database cannot be written.',
  diskBroken: 'The database cannot be opened at its path.',
};

main(process.env).catch((error: unknown) => {
  if (error instanceof Fault) process.stderr.write(`${error.code}: ${remedies[error.code] ?? ''}\n`);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    process.stderr.write('The port is taken: give another one in PORT, or 0 for any.\n');
  else log.error('not started', { stack: stackOf(error) });
  process.exit(1);
});

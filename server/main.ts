// The regional server: `npm run region`. One JSON line on standard output when it is ready; logs go to standard error.
import { systemClock, systemScheduler } from '../platform/clock.ts';
import { systemRandom } from '../platform/ids.ts';
import { createLogger, stackOf } from '../platform/logger.ts';
import { watchParent } from '../platform/parentWatch.ts';
import { Fault } from '../shared/base/refusal.ts';
import { ringEveryMs } from './demo/ringDemo.ts';
import { type RunningRegion, startRegion } from './startRegion.ts';
import { placeFrom } from './store/placeFrom.ts';
import { UnfitDatabase } from './store/postgres/preparePostgres.ts';

const defaultPort = 4600;
const portMax = 65_535;
const timerMsMax = 2 ** 31 - 1;
const closeMsMax = 10_000;
const exitUsage = 2;
const log = createLogger('region', process.env.LUOTSI_LOG ?? 'info');

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(exitUsage);
}

interface WholeNumber {
  readonly otherwise: number;
  readonly max: number;
}

function numberFrom(name: string, text: string | undefined, { otherwise, max }: WholeNumber): number {
  const value = text === undefined || text === '' ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    fail(`${name} must be a whole number, ${max} at most`);
  return value;
}

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const place = placeFrom(env, fail);
  let end = (): void => process.exit(1);
  // Started without npm it may well outlive the shell it was started from.
  if (['region', 'region:postgres'].includes(env.npm_lifecycle_event ?? '')) watchParent(() => end());
  const ringMs = numberFrom('DEMO_RING_MS', env.DEMO_RING_MS, { otherwise: ringEveryMs, max: timerMsMax });
  const running = await startRegion({
    place,
    host: env.HOST ?? '127.0.0.1',
    port: numberFrom('PORT', env.PORT, { otherwise: defaultPort, max: portMax }),
    demo: env.DEMO === '1' ? { ringEveryMs: env.DEMO_RING === 'off' ? null : ringMs } : null,
    clock: systemClock,
    scheduler: systemScheduler,
    random: systemRandom,
    log,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(running));
  end = () => stop(running);
  process.stdout.write(`${JSON.stringify({ region: running.url, ready: true })}\n`);
}

let isStopping = false;

function stop(running: RunningRegion): void {
  if (isStopping) return;
  isStopping = true;
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
    'The database does not open: the key is wrong (put the right key file beside it or name it in LUOTSI_REGION_KEY_FILE), or the beginning of the file is damaged (restore the last backup). Nothing was changed.',
  databaseNewer:
    'The database was written by a newer version of this program. Start that version. Nothing was changed.',
  databaseCorrupt:
    'The database is damaged. Restore the last backup; desks send again what it lacks. Nothing was changed.',
  databaseLocked:
    'Another region holds the database. Stop it first, or give this one a folder of its own in LUOTSI_DATA.',
  diskFull: 'The disk is full.',
  diskReadOnly: 'The folder of the database cannot be written.',
  diskBroken: 'The database cannot be opened at its path.',
  regionBusy: 'The database server of DATABASE_URL does not answer, or does not let this role in.',
};

const listening: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is taken: give another one in PORT, or 0 for any.',
  EADDRNOTAVAIL: 'HOST is no address of this machine.',
  ENOTFOUND: 'HOST is no address of this machine.',
  EAI_AGAIN: 'The name in HOST cannot be looked up.',
  EACCES: 'The port needs more rights than this user has: give one above 1023 in PORT.',
};

main(process.env).catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = listening[code];
  if (error instanceof Fault) process.stderr.write(`${error.code}: ${remedies[error.code] ?? ''}\n`);
  else if (error instanceof UnfitDatabase) process.stderr.write(`${error.message}\n`);
  else if (words !== undefined) process.stderr.write(`${words}\n`);
  else log.error('not started', { stack: stackOf(error) });
  process.exit(1);
});

import { Fault, type FaultCode } from '../../../shared/base/refusal.ts';

/** By SQLSTATE or its class. Bad data and broken constraints are our own mistakes; the rest may be right another time. */
const states: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['53100', 'diskFull'],
  ['25006', 'diskReadOnly'],
  ['42501', 'diskReadOnly'],
  ['XX001', 'databaseCorrupt'],
  ['XX002', 'databaseCorrupt'],
  // The server mends itself after a trouble of its disk: unlike with a file of our own, another try may be right.
  ['58', 'regionBusy'],
  ['55P03', 'databaseLocked'],
  ['25P03', 'databaseLocked'],
];
const ownMistakes = /^2[23]/;
const network = /^(ECONN|EPIPE$|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/;
/** The driver has no codes for these. */
const driverWords = /connection|timeout|Connection|Client was closed|not queryable/;

/** Turns troubles of the database server into a {@link Fault}; anything else comes back as it was. */
export function mapPostgresError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Fault) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{5}$/.test(code) && !network.test(code)) {
    if (ownMistakes.test(code)) return error;
    const known = states.find(([prefix]) => code.startsWith(prefix))?.[1];
    return new Fault(known ?? 'regionBusy', { cause: error });
  }
  if (network.test(code) || (code === '' && driverWords.test(error.message)))
    return new Fault('regionBusy', { cause: error });
  return error;
}

export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mapPostgresError(error);
  }
}

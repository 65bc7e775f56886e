import { pino } from 'pino';

/** All that may ever stand in a log line: ids, codes and figures. No names, no notes, no bodies. */
export interface LogFields {
  readonly code?: string;
  readonly desk?: string;
  readonly session?: string;
  readonly unit?: string;
  readonly record?: string;
  readonly type?: string;
  readonly scope?: string;
  readonly epoch?: string;
  readonly path?: string;
  readonly reason?: string;
  readonly address?: string;
  readonly port?: number;
  readonly pid?: number;
  readonly seq?: number;
  readonly deskSeq?: number;
  readonly count?: number;
  readonly bytes?: number;
  readonly ms?: number;
  readonly version?: number;
  readonly stack?: string;
}

export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const fieldNames: ReadonlySet<string> = new Set<keyof LogFields>([
  'code',
  'desk',
  'session',
  'unit',
  'record',
  'type',
  'scope',
  'epoch',
  'path',
  'reason',
  'address',
  'port',
  'pid',
  'seq',
  'deskSeq',
  'count',
  'bytes',
  'ms',
  'version',
  'stack',
]);
const fieldCharsMax = 200;
const stackCharsMax = 2_000;

/** Keeps the fields that are allowed, whatever an object happens to carry besides. */
export function allowedFields(fields: LogFields): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!fieldNames.has(name)) continue;
    if (typeof value === 'number') kept[name] = value;
    if (typeof value === 'string')
      kept[name] = value.slice(0, name === 'stack' ? stackCharsMax : fieldCharsMax);
  }
  return kept;
}

/** Where an error came from, without its message: messages may quote what a person typed. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}

/** JSON lines on standard error; standard output belongs to the program's own answers. */
export function createLogger(program: string, level = 'info'): Logger {
  const out = pino(
    { level, base: { program }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (message, fields) => out.info(allowedFields(fields ?? {}), message),
    warn: (message, fields) => out.warn(allowedFields(fields ?? {}), message),
    error: (message, fields) => out.error(allowedFields(fields ?? {}), message),
  };
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };

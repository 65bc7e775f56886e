// Reads the files that `strace -ff -y -xx -T --absolute-timestamps=unix,ns` leaves, one per thread.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DiskAct, DiskEvent } from './diskEvent.ts';

interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly result: string;
  readonly start: number;
  readonly end: number;
}

const line = /^(\d+\.\d+) (\w+)\((.*)\) += (.+?)(?: <(\d+\.\d+)>)?$/;

export function readTrace(prefix: string): DiskEvent[] {
  const folder = dirname(prefix);
  const calls = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(prefix)}.`))
    .flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n').flatMap(readCall))
    .sort((left, right) => left.start - right.start);
  const positions = new Map<string, number>();
  return calls.flatMap((call) =>
    actsOf(call, positions).map((act) => ({ ...act, start: call.start, end: call.end })),
  );
}

function readCall(text: string): Call[] {
  const match = line.exec(text);
  if (match === null) return [];
  const [, at = '0', name = '', args = '', result = '', took = '0'] = match;
  if (result.startsWith('-1')) return [];
  const start = Number(at);
  return [{ name, args: splitArgs(args), result, start, end: start + Number(took) }];
}

function splitArgs(text: string): string[] {
  const args: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    if (quoted) continue;
    if (char === '[' || char === '{' || char === '<') depth += 1;
    if (char === ']' || char === '}' || char === '>') depth -= 1;
    if (char === ',' && depth === 0) {
      args.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  args.push(text.slice(from).trim());
  return args;
}

// By hand: a pattern over a page of four characters a byte would exhaust the matcher.
function bytesOf(text: string | undefined): Buffer {
  const close = text?.lastIndexOf('"') ?? -1;
  if (text === undefined || !text.startsWith('"') || close !== text.length - 1)
    throw new Error('the trace cut a write short');
  return Buffer.from(text.slice(1, close).replaceAll('\\x', ''), 'hex');
}

function plain(text: string): string {
  return text.replace(/\\x([0-9a-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** `21<\x2f…>` → the file or socket behind a descriptor. */
function target(text: string | undefined): { fd: string; path: string; gone: boolean } {
  const match = /^(-?\w+)(?:<(.*)>(\(deleted\))?)?$/.exec(text ?? '');
  return { fd: match?.[1] ?? '', path: plain(match?.[2] ?? ''), gone: match?.[3] !== undefined };
}

function pathAt(folder: string | undefined, name: string | undefined): string {
  const path = bytesOf(name).toString('utf8');
  return path.startsWith('/') ? path : join(target(folder).path, path);
}

function actsOf(call: Call, positions: Map<string, number>): DiskAct[] {
  const [first, second, third, fourth] = call.args;
  switch (call.name) {
    case 'openat': {
      const file = target(call.result);
      positions.set(file.fd, 0);
      const flags = third ?? '';
      return [
        {
          kind: 'open',
          path: file.path,
          created: flags.includes('O_CREAT'),
          emptied: flags.includes('O_TRUNC'),
        },
      ];
    }
    case 'lseek':
      positions.set(target(first).fd, Number(call.result));
      return [];
    case 'write':
      return written(call, positions);
    case 'writev':
      return [{ kind: 'say', path: target(first).path, data: vectorOf(second) }];
    case 'sendto':
      return [{ kind: 'say', path: target(first).path, data: vectorOf(second) }];
    case 'pwrite64':
      return [
        {
          kind: 'write',
          path: target(first).path,
          offset: Number(fourth),
          data: bytesOf(second).subarray(0, Number(call.result)),
        },
      ];
    case 'ftruncate':
      return [{ kind: 'truncate', path: target(first).path, size: Number(second) }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', path: target(first).path }];
    case 'rename':
      return [{ kind: 'rename', path: pathAt(undefined, first), to: pathAt(undefined, second) }];
    case 'renameat':
    case 'renameat2':
      return [{ kind: 'rename', path: pathAt(first, second), to: pathAt(third, fourth) }];
    case 'unlink':
      return [{ kind: 'unlink', path: pathAt(undefined, first) }];
    case 'unlinkat':
      return [{ kind: 'unlink', path: pathAt(first, second) }];
    case 'mkdir':
      return [{ kind: 'mkdir', path: pathAt(undefined, first) }];
    default:
      return [];
  }
}

function vectorOf(text: string | undefined): Buffer {
  const quoted = (text ?? '').split('"').filter((_part, index) => index % 2 === 1);
  return Buffer.concat(quoted.map((part) => bytesOf(`"${part}"`)));
}

function written(call: Call, positions: Map<string, number>): DiskAct[] {
  const { fd, path } = target(call.args[0]);
  if (!path.startsWith('/')) {
    return /^(pipe|socket|TCP|UNIX)/.test(path) ? [{ kind: 'say', path, data: bytesOf(call.args[1]) }] : [];
  }
  const data = bytesOf(call.args[1]).subarray(0, Number(call.result));
  const offset = positions.get(fd) ?? 0;
  positions.set(fd, offset + data.length);
  return [{ kind: 'write', path, offset, data }];
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The engine among the children of the shell: a plain Node child, or Electron's utility process for Node programs. */
export function findEnginePid(mainPid: number): number | undefined {
  return childrenOf(mainPid).find((pid) =>
    /engine\/main\.mjs|utility-sub-type=node\.mojom/.test(commandOf(pid)),
  );
}

export function isRunning(pid: number): boolean {
  const state = readProc(pid, 'stat').split(') ')[1]?.[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Resident bytes and the share of them that is this process's own, from the kernel's own account. */
export function memoryOf(pid: number): { readonly rssKb: number; readonly pssKb: number } {
  const text = readProc(pid, 'smaps_rollup');
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { rssKb: read('Rss'), pssKb: read('Pss') };
}

/** Where these processes are connected to just now: the far ends of their sockets, as `address:port`. */
export function remoteAddressesOf(pids: readonly number[]): string[] {
  const inodes = new Set(pids.flatMap(socketInodesOf));
  const far = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
    readProc(pids[0] ?? 0, `net/${table}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => inodes.has(fields[9] ?? ''))
      .map((fields) => readAddress(fields[2] ?? '')),
  );
  return [...new Set(far)].filter((address) => !address.endsWith(':0'));
}

function socketInodesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    // Ended while we looked, or a file was closed.
    return [];
  }
}

/** The kernel writes addresses in hex, each four bytes the other way round. */
function readAddress(hex: string): string {
  const [address = '', port = ''] = hex.split(':');
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  const last = bytes.slice(-4).map((byte) => Number.parseInt(byte, 16));
  const isV4 = bytes.length === 4 || /^0{20}(f{4}|0{4})/i.test(bytes.join(''));
  return `${isV4 ? last.join('.') : bytes.join('')}:${Number.parseInt(port, 16)}`;
}

export function familyOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)];
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(readProc(pid, 'stat').split(') ')[1]?.split(' ')[1]) === parent);
}

export function commandOf(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ');
}

/** What the kernel tells of a process; empty when it ended while we looked. */
export function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

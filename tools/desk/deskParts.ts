import { readdirSync, readFileSync } from 'node:fs';

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

export function familyOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)];
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(readProc(pid, 'stat').split(') ')[1]?.split(' ')[1]) === parent);
}

function commandOf(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ');
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // Ended while we looked.
    return '';
  }
}

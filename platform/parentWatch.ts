import { readFileSync } from 'node:fs';

const lookEveryMs = 150;

/**
 * Calls back when whoever started this program is gone, also when it went before the watch began. npm and its shell
 * die of a signal without handing it on, and what they leave behind would hold a port and a database for ever.
 */
export function watchParent(gone: () => void): () => void {
  const before = lineage();
  const isWithout = isLeftByNpm(before);
  if (before === null && !isWithout) return () => {};
  const timer = setInterval(() => {
    if (!isWithout && lineage()?.names === before?.names) return;
    clearInterval(timer);
    gone();
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

interface Lineage {
  readonly names: string;
  /** The process whose end matters. */
  readonly top: number;
}

/** The parent, and behind a shell that npm put between, npm itself. Null where there is no parent to speak of. */
function lineage(): Lineage | null {
  const parent = process.ppid;
  if (parent <= 1) return null;
  try {
    const [, name = '', above = ''] =
      /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    if (/^(sh|dash|bash)$/.test(name)) return { names: `${parent} ${above}`, top: Number(above) };
  } catch {
    // No /proc on this system, or the parent ended just now: its number alone has to do.
  }
  return { names: String(parent), top: parent };
}

/** Loading takes a second, in which npm may have been killed. In a container npm itself may be the first process. */
function isLeftByNpm(now: Lineage | null): boolean {
  if (process.env.npm_lifecycle_event === undefined || (now?.top ?? 1) > 1) return false;
  try {
    return !readFileSync('/proc/1/cmdline', 'utf8').includes('npm');
  } catch {
    return false;
  }
}

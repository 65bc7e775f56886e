import { readFileSync } from 'node:fs';

const lookEveryMs = 250;

/**
 * Calls back when whoever started this program is gone. A killed `npm run` leaves its child behind with the desk's
 * database locked, and the next start would find it so.
 */
export function watchParent(gone: () => void): () => void {
  const before = lineage();
  if (before === null) return () => {};
  const timer = setInterval(() => {
    if (lineage() === before) return;
    clearInterval(timer);
    gone();
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** The parent, and behind a shell that npm put between, npm itself. Null where there is no parent to speak of. */
function lineage(): string | null {
  const parent = process.ppid;
  if (parent <= 1) return null;
  try {
    const [, name = '', above = ''] =
      /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return /^(sh|dash|bash)$/.test(name) ? `${parent} ${above}` : String(parent);
  } catch {
    // No /proc on this system: the parent alone has to do.
    return String(parent);
  }
}

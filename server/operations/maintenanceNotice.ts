import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scheduler } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { type Maintenance, maintenance } from '../../shared/protocol/regionProtocol.ts';

const lookEveryMs = 2_000;

export function noticePath(folder: string): string {
  return join(folder, 'maintenance.json');
}

/** What the file announces: `null` without one, `undefined` when it cannot be read as an announcement. */
export function readNotice(path: string): Maintenance | null | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  try {
    const parsed = maintenance.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Tells what the file beside the database announces, at once and whenever it changes. A file, because whoever may write
 * there keeps the region anyway, and it works while no desk and no database answers. The result stops it.
 */
export function followNotice(
  path: string,
  { scheduler, log }: { readonly scheduler: Scheduler; readonly log: Logger },
  tell: (notice: Maintenance | null) => void,
): () => void {
  let told = 'null';
  let cancel = (): void => {};
  const look = (): void => {
    const found = readNotice(path);
    const now = found === undefined ? 'unreadable' : JSON.stringify(found);
    if (now !== told) {
      told = now;
      tell(found ?? null);
      if (found === undefined) log.warn('maintenance notice not understood: it needs from and until in UTC');
      else log.info('maintenance notice', found === null ? {} : { reason: `${found.from}/${found.until}` });
    }
    cancel = scheduler.after(lookEveryMs, look);
  };
  look();
  return () => cancel();
}

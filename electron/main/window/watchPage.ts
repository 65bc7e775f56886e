import type { BrowserWindow } from 'electron';
import { countFall, type Falls } from '../engine/crashBudget.ts';

export interface WatchOptions {
  readonly now: () => number;
  readonly later: (run: () => void, ms: number) => void;
  readonly onGivenUp: () => void;
}

export interface PageWatch {
  /** After a person asked to start again. */
  readonly forgive: () => void;
}

const unresponsiveMsMax = 10_000;
/** Our files lie on this disk: a page that still loads after this long waits for something that will not come. */
const loadMsMax = 6_000;

/** A fallen page comes back where it was; a frozen one is made to fall, because nobody can answer a call in it. */
export function watchPage(window: BrowserWindow, options: WatchOptions): PageWatch {
  const contents = window.webContents;
  let falls: Falls = [];
  let frozen = 0;
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const after = countFall(falls, options.now());
    falls = after.falls;
    if (after.restartAfterMs === null) options.onGivenUp();
    else options.later(() => !window.isDestroyed() && contents.reload(), after.restartAfterMs);
  });
  contents.on('unresponsive', () => {
    frozen += 1;
    const since = frozen;
    options.later(() => {
      if (frozen === since && !window.isDestroyed()) contents.forcefullyCrashRenderer();
    }, unresponsiveMsMax);
  });
  contents.on('responsive', () => {
    frozen += 1;
  });
  let loads = 0;
  contents.on('did-stop-loading', () => {
    loads += 1;
  });
  contents.on('did-start-loading', () => {
    loads += 1;
    const since = loads;
    options.later(() => {
      // Its process may be the one that waits, and would not hear of being loaded again.
      if (loads === since && !window.isDestroyed()) contents.forcefullyCrashRenderer();
    }, loadMsMax);
  });
  return {
    forgive: () => {
      falls = [];
    },
  };
}

// An engine on this machine: real clock, real dice, files and sockets.
import { systemClock, systemScheduler } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { openLibrary } from '../../platform/openLibrary.ts';
import { createEngine, type Engine } from './engine.ts';
import { openFileVault } from './session/deskVault.ts';
import { openTransport } from './sync/link.ts';
import { openTasks } from './tasks/openTasks.ts';

export interface EngineStart {
  readonly dataDir: string;
  readonly libraryDir: string;
  readonly regionUrl: string | null;
  readonly key: Uint8Array | null;
  readonly resume: boolean;
  readonly log: Logger;
  readonly onKey: (key: Uint8Array) => void;
  readonly onBug: (error: unknown) => void;
}

export function startEngine(start: EngineStart): Engine {
  const ids = idsFrom(systemClock, systemRandom);
  const { scripts, blocks, problems } = openLibrary(start.libraryDir);
  // A broken script is left out and named; the rest of the library must stay usable.
  for (const { file, key } of problems) start.log.error('script left out', { path: `${file} ${key}` });
  const engine = createEngine({
    vault: openFileVault({
      dir: start.dataDir,
      random: systemRandom,
      newDeskId: () => ids.newId('desk'),
      key: start.key,
      onKey: start.onKey,
      onRebuilt: ({ unsent, missing, putAside }) =>
        start.log.error('damaged database replaced', {
          path: putAside,
          count: unsent,
          reason: `${missing.length} own ops could not be read`,
        }),
    }),
    clock: systemClock,
    scheduler: systemScheduler,
    random: systemRandom,
    ids,
    scripts,
    blocks,
    transport: start.regionUrl === null ? null : openTransport(start.regionUrl),
    tasks: openTasks({ libraryDir: start.libraryDir, scheduler: systemScheduler }),
    log: start.log,
    runtime: `Node ${process.versions.node}`,
    onBug: start.onBug,
  });
  engine.begin({ resume: start.resume });
  return engine;
}

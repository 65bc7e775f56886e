export interface Program {
  readonly name: string;
  readonly entry: string;
  readonly out: string;
  readonly format: 'cjs' | 'esm';
  readonly platform: 'node' | 'browser';
  readonly target: string;
  readonly external: readonly string[];
}

// The two Electron sides stay within what both runtimes know: the fallback is Chromium 114 with Node 18.
export const programs: readonly Program[] = [
  {
    name: 'main',
    entry: 'electron/main/main.ts',
    out: 'dist/main/main.cjs',
    format: 'cjs',
    platform: 'node',
    target: 'node18',
    external: ['electron'],
  },
  {
    name: 'preload',
    entry: 'electron/preload/desk.ts',
    out: 'dist/preload/desk.cjs',
    format: 'cjs',
    platform: 'node',
    target: 'chrome114',
    external: ['electron'],
  },
  {
    name: 'engine',
    entry: 'electron/engine/main.ts',
    out: 'dist/engine/main.mjs',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: ['electron', 'better-sqlite3'],
  },
  {
    name: 'task worker',
    entry: 'electron/engine/tasks/taskWorker.ts',
    out: 'dist/engine/taskWorker.mjs',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: [],
  },
  {
    name: 'region',
    entry: 'server/main.ts',
    out: 'dist/server/main.mjs',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: ['better-sqlite3'],
  },
  {
    name: 'release worker',
    entry: 'server/release/releaseWorker.ts',
    out: 'dist/server/releaseWorker.mjs',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: [],
  },
];

export const windowEntry = 'renderer/index.html';
export const windowOut = 'dist/renderer';

export const libraryOut = 'dist/library';

/** Files that are read at run time, not imported. */
export const copies: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'shared/script/library', to: libraryOut },
  { from: 'platform/fhir/r4Definitions.json', to: 'dist/engine/r4Definitions.json' },
];

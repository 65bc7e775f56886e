import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fallbackMark } from '../runtime/fallbackElectron.ts';
import { SetupFault } from '../setup/setupFault.mjs';

export interface Runtime {
  readonly folder: string;
  readonly version: string;
  /** The exact version that package.json pins. */
  readonly wanted: string;
}

/** A runtime may be shipped when it is the pinned official one, whole, and bears no mark of the fallback. */
export function assertShippable({ folder, version, wanted }: Runtime): void {
  if (existsSync(join(folder, fallbackMark)))
    throw new SetupFault(`${folder} holds the fallback runtime, which is for development only`, remedy);
  if (version !== wanted)
    throw new SetupFault(
      `the Electron at ${folder} is ${version}; the product is built and tested for ${wanted}`,
      remedy,
    );
  const archive = join(folder, 'resources', 'default_app.asar');
  if (!existsSync(archive) && !existsSync(join(folder, 'Electron.app')))
    throw new SetupFault(`${folder} is not a whole Electron (its default application is missing)`, remedy);
}

export const remedy =
  'fetch the official one where its download is allowed (`npm run electron:get -- --retry`), or name its folder in ELECTRON_OVERRIDE_DIST_PATH';

/** Looks through what the packager wrote: the last guard before anybody installs it. */
export function assertNoFallbackIn(output: string): void {
  for (const entry of readdirSync(output, { recursive: true, withFileTypes: true })) {
    if (entry.name === fallbackMark) throw new SetupFault(`the fallback runtime is in ${output}`, remedy);
  }
}

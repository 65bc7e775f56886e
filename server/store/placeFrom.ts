import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RegionPlace } from './openPlace.ts';

/** Says what is wrong with the environment and ends. */
export type Failing = (text: string) => never;

/** Where the region keeps its log, as its environment says. */
export function placeFrom(env: NodeJS.ProcessEnv, fail: Failing): RegionPlace {
  const folder = resolve(env.LUOTSI_DATA ?? '.cache/region');
  const keyFile = env.LUOTSI_REGION_KEY_FILE;
  const keyPath = keyFile === undefined ? {} : { keyPath: resolve(keyFile) };
  const url = env.DATABASE_URL ?? '';
  if (url === '') return { folder, ...keyPath };
  if (isPostgres(url)) {
    checkAddress('DATABASE_URL', url, fail);
    return { folder, postgres: { url, ...ownerFrom(env, fail) } };
  }
  if (!url.startsWith('file:')) fail('DATABASE_URL must start with file: or postgres:');
  const databasePath = pathFrom(url);
  if (databasePath === null || isFolder(databasePath))
    fail('DATABASE_URL must name a file, such as file:/var/lib/luotsi/region.db');
  return { folder: dirname(databasePath), databasePath, ...keyPath };
}

export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** Says nothing of what stands in it: a password does. */
export function checkAddress(name: string, url: string, fail: Failing): void {
  if (!URL.canParse(url))
    fail(`${name} is no address: signs such as # / @ in a password are written as %23 %2F %40`);
  // They would take the place of the region's own, of which one makes every answer durable.
  if (new URL(url).searchParams.has('options'))
    fail(`${name} must not give options: the region sets its own`);
}

function ownerFrom(env: NodeJS.ProcessEnv, fail: Failing): { ownerUrl?: string } {
  const ownerUrl = env.DATABASE_OWNER_URL ?? '';
  if (ownerUrl === '') return {};
  if (!isPostgres(ownerUrl)) fail('DATABASE_OWNER_URL must start with postgres:');
  checkAddress('DATABASE_OWNER_URL', ownerUrl, fail);
  return { ownerUrl };
}

function pathFrom(url: string): string | null {
  const rest = url.slice('file:'.length);
  if (!rest.startsWith('//')) return rest === '' ? null : resolve(rest);
  try {
    return fileURLToPath(url);
  } catch {
    // Another machine's file, or a path that no file can have.
    return null;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

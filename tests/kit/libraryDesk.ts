import { fileURLToPath } from 'node:url';
import { openLibrary } from '../../platform/openLibrary.ts';
import type { TestDesk } from './startDesk.ts';

export const libraryDir = fileURLToPath(new URL('../../shared/script/library', import.meta.url));

let library: ReturnType<typeof openLibrary> | undefined;

/** The library with its texts and blocks, as a desk opens it; read once per test file. */
export function testLibrary() {
  library ??= openLibrary(libraryDir);
  const { scripts, blocks } = library;
  return { scripts, blocks };
}

/** The text of a version that came with the program, as its next version. */
export function nextText(scriptId: string, version = 2): string {
  const script = testLibrary().scripts.find((one) => one.id === scriptId);
  if (script === undefined) throw new Error(`no script ${scriptId}`);
  return script.text().replace(/^version:.*$/m, `version: ${version}`);
}

/** What the library says of one version at this desk; undefined while it has not heard of it. */
export async function rowOf(desk: TestDesk, scriptId: string, version: number) {
  const rows = await desk.query('script.library', {});
  return rows.find((one) => one.scriptId === scriptId && one.version === version);
}

export async function newestAt(desk: TestDesk, scriptId: string) {
  const rows = await desk.query('script.list', {});
  return rows.find((one) => one.id === scriptId);
}

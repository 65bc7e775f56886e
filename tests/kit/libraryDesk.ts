import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../db/openDatabase.ts';
import type { WritableDb } from '../../db/sql.ts';
import { openMemoryVault } from '../../electron/engine/session/deskVault.ts';
import { openLibrary } from '../../platform/openLibrary.ts';
import { type DeskOptions, startDeskAt, type TestDesk, until } from './startDesk.ts';

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

/** Drafts version 2 at one lead, and approves it at both; gives its record when both desks know that it is approved. */
export async function approvedDraft(
  [one, other]: readonly [TestDesk, TestDesk],
  scriptId: string,
  text = nextText(scriptId),
): Promise<string> {
  const { draftId } = await one.command('script.draft', { scriptId, text });
  await until('the draft at the other lead', async () => (await rowOf(other, scriptId, 2)) !== undefined);
  for (const desk of [one, other]) {
    const { hash } = await desk.query('script.draftSource', { draftId });
    await desk.command('script.approve', { draftId, hash, title: 'ylilääkäri' });
  }
  await until('both approvals at both leads', async () => {
    const rows = await Promise.all([one, other].map((desk) => rowOf(desk, scriptId, 2)));
    return rows.every((row) => row?.status === 'approved' && row.pending === 0);
  });
  return draftId;
}

/** A desk of a demo person at a real region, with the library, on the line. */
export async function libraryDeskAt(
  url: string,
  user: string,
  { db = openDatabase({ kind: 'memory' }), ...options }: DeskOptions & { readonly db?: WritableDb } = {},
): Promise<TestDesk> {
  const vault = openMemoryVault(`desk_${user.replace('.', '_')}`, db);
  const desk = await startDeskAt(url, user, { vault, ...testLibrary(), ...options });
  await until(`${user} connected`, () => desk.engine.status().connected);
  return desk;
}

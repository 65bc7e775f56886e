import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { databasePath } from '../../electron/engine/session/deskVault.ts';
import { fileVault, startDesk, type TestDesk } from './startDesk.ts';

const pageBytes = 4_096;

export interface UnsentShift {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly contactId: string;
  readonly unsent: number;
  /** Schema and roots lie before it and stay there. */
  readonly firstDataPage: number;
}

/** A desk in a folder, closed, whose notes wait in its outbox. `open` signs in on the vault it is given. */
export async function unsentShift(
  dir: string,
  open: (vault: ReturnType<typeof fileVault>) => Promise<TestDesk> = signedIn,
): Promise<UnsentShift> {
  let key: Uint8Array | null = null;
  const first = await open(fileVault(dir, null, (given) => (key = given)));
  first.close();
  if (key === null) throw new Error('no key');
  const firstDataPage = statSync(databasePath(dir)).size / pageBytes;
  const desk = startDesk({ vault: fileVault(dir, key) });
  desk.engine.begin({ resume: true });
  const { contactId } = await desk.command('contact.open', {});
  for (let note = 0; note < 40; note += 1)
    await desk.command('contact.addNote', { contactId, text: `Äiti kaatui ${note} ${'x'.repeat(400)}` });
  const unsent = desk.engine.status().pending;
  desk.close();
  return { dir, key, contactId, unsent, firstDataPage };
}

async function signedIn(vault: ReturnType<typeof fileVault>): Promise<TestDesk> {
  const desk = startDesk({ vault });
  await desk.signIn();
  return desk;
}

/** Every third page from `first` on has one bit turned: it cannot be read any more. */
export function damagePages(dir: string, first: number): void {
  const path = databasePath(dir);
  const bytes = readFileSync(path);
  for (let page = first; page < bytes.length / pageBytes; page += 3) {
    const at = page * pageBytes + 1_000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  }
  writeFileSync(path, bytes);
}

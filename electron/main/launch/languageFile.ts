import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isShellLanguage, type ShellLanguage } from '../window/shellTexts.ts';

const fileName = 'shell-language.txt';

/** The last language of this desk. Main needs one before the engine can open anything, for the page of last resort. */
export function readLanguageFile(dataDir: string): ShellLanguage {
  try {
    const text = readFileSync(join(dataDir, fileName), 'utf8').trim();
    return isShellLanguage(text) ? text : 'fi';
  } catch {
    // A new desk.
    return 'fi';
  }
}

export function saveLanguageFile(dataDir: string, language: ShellLanguage): void {
  try {
    writeFileSync(join(dataDir, fileName), `${language}\n`);
  } catch {
    // A full or read-only disk must not stop a change of language; the engine reports the disk.
  }
}

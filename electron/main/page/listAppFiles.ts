import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AppFiles, mimeOf } from './appFiles.ts';

/** The built files of the window. Links and files of a kind that no page needs are left out. */
export function listAppFiles(folder: string): AppFiles {
  const files = new Map<string, string>();
  const walk = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && mimeOf(path) !== undefined) files.set(path, join(folder, path));
    }
  };
  walk('');
  return files;
}

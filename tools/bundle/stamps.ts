import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One hash over the names and contents of everything below the folders (or files) given. */
export function hashInputs(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const path of listFiles(root, input))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(root: string, path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  try {
    return readdirSync(join(root, path), { withFileTypes: true })
      .flatMap((entry) =>
        entry.isDirectory() ? listFiles(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`],
      )
      .sort();
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOTDIR') return [path];
    throw fault;
  }
}

export interface Stamps {
  readonly isFresh: (name: string, hash: string) => boolean;
  readonly save: (name: string, hash: string) => void;
}

/** Remembers what each part was last built from. */
export function openStamps(file: string): Stamps {
  const known = readKnown(file);
  return {
    isFresh: (name, hash) => known.get(name) === hash,
    save: (name, hash) => {
      known.set(name, hash);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
    },
  };
}

function readKnown(file: string): Map<string, string> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    // No stamps, or a half-written file: everything is built again.
    return new Map();
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryIndexName, makeLibraryIndex } from '../../platform/openLibrary.ts';

/** Lets a desk open the library without parsing it. A library with a mistake gets none: every start then names it. */
export function writeLibraryIndex(dir: string): void {
  const index = makeLibraryIndex(dir);
  if (index !== null) writeFileSync(join(dir, libraryIndexName), index);
}

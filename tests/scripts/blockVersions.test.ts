import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';

/** As they were when they first came into use. */
const recorded: unknown = JSON.parse(readFileSync('tests/scripts/blockVersions.json', 'utf8'));
const blocks = 'shared/script/library/_blocks';

/** `<id>/<version>.yaml` → hash of its text. */
function hashes(): Record<string, string> {
  const files = globSync(`${blocks}/*/*.yaml`).toSorted();
  return Object.fromEntries(
    files.map((file) => [
      relative(blocks, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}

// Scripts include a block by its version, and assessments that were made with it are replayed through it for years.
test('[SC27] no version of a shared block is edited or taken away; a change is a new version with a line of its own', () => {
  expect(Object.keys(hashes())).not.toEqual([]);
  expect(hashes()).toEqual(recorded);
});

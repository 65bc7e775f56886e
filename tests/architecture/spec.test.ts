import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSpecGaps, readCitedIds, readSpecRules } from './kit/readSpec.ts';
import { listPaths, parseSource, readSources } from './kit/sourceFile.ts';

const root = new URL('../..', import.meta.url).pathname;

function readPages(): { path: string; text: string }[] {
  const paths = ['docs/SPEC.md', ...listPaths(root, 'docs/spec')].filter((path) =>
    existsSync(`${root}/${path}`),
  );
  return paths.map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));
}

describe('the promises on paper', () => {
  it('[SU3] every rule has a test, every cited rule exists, no id is used twice', () => {
    const tests = readSources(root).filter((file) => /^tests\/.*\.test\.tsx?$/.test(file.path));
    expect(findSpecGaps(readSpecRules(readPages()), readCitedIds(tests))).toEqual({
      untested: [],
      unknown: [],
      twice: [],
    });
  });

  it('[SU3] a rule without a test, a citation without a rule and a doubled id are found', () => {
    const rules = readSpecRules([
      { path: 'docs/spec/a.md', text: '- **QQ1** one.\n- **QQ2** two.\n- **QQ2** again.\n' },
    ]);
    const cited = readCitedIds([
      parseSource('tests/unit/a.test.ts', "it('[QQ1] holds', f); it(`[QQ9, QQ2] $" + '{x}`, f);'),
    ]);
    expect(findSpecGaps(rules, cited)).toEqual({
      untested: [],
      unknown: ['QQ9 (tests/unit/a.test.ts)'],
      twice: ['QQ2'],
    });
    expect(findSpecGaps(rules, []).untested).toHaveLength(3);
  });

  it('[SU3] citations are read from titles alone, also of tables of tests', () => {
    const file = parseSource(
      'tests/unit/a.test.ts',
      "it.each(t)('[QQ1] %s', f); const x = '[QQ2] no title';",
    );
    expect(readCitedIds([file]).map((one) => one.id)).toEqual(['QQ1']);
  });
});

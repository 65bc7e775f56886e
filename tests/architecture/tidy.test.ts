import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findBannedWords } from './kit/bannedWords.ts';
import { findOrphans, findWrongNames } from './kit/fileNames.ts';
import { inWords } from './kit/findBoundaryBreaks.ts';
import { findOversize } from './kit/limits.ts';
import { findIdentityCodes } from './kit/personalData.ts';
import { listPaths, parseSource, readSources, topFolders } from './kit/sourceFile.ts';

const root = new URL('../..', import.meta.url).pathname;
const files = readSources(root);
const paths = topFolders.flatMap((folder) => listPaths(root, folder));
const startedBy = [
  'package.json',
  'vitest.config.ts',
  'electron-builder.yml',
  'tools/bundle/entries.ts',
  'tools/start.mjs',
  'tools/test.mjs',
  ...paths.filter((path) => /^renderer\/.*\.html$/.test(path)),
];
const named = [
  ...startedBy.map((path) => readFileSync(`${root}/${path}`, 'utf8')),
  ...files.filter((file) => /^(tools|tests)\/(?!architecture)/.test(file.path)).map((file) => file.text),
];

describe('tidiness of the tree', () => {
  it('[SU2] files, functions, parameters and folders keep their limits', () => {
    expect(findOversize(files).map(inWords)).toEqual([]);
  });

  it('[SU2] no banned word stands in the code', () => {
    expect(findBannedWords(files).map(inWords)).toEqual([]);
  });

  it('[SU2] file names say what is inside', () => {
    expect(findWrongNames(paths).map(inWords)).toEqual([]);
  });

  it('[SU2] every file is imported or started by something', () => {
    expect(findOrphans(files, named).map(inWords)).toEqual([]);
  });

  it('[SU2] no file holds an identity code that may be a person’s', () => {
    const texts = paths.filter((path) => /\.(ts|tsx|mjs|yaml|json|md|html|css)$/.test(path));
    const docs = listPaths(root, 'docs').filter((path) => path.endsWith('.md'));
    const read = [...texts, ...docs].map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));
    expect(findIdentityCodes(read).map(inWords)).toEqual([]);
  });
});

const words: readonly (readonly [rule: string, path: string, code: string])[] = [
  ['no-any', 'db/a.ts', 'export const a = (x: any) => x;'],
  ['no-double-cast', 'db/a.ts', 'export const a = (x: string) => x as unknown as number;'],
  ['no-export-all', 'db/a.ts', "export * from './b.ts'; export const a = 1;"],
  ['no-barrel', 'db/a.ts', "export { b } from './b.ts'; export { c } from './c.ts';"],
  ['no-console', 'db/a.ts', "console.log('x');"],
  ['no-clock-or-dice', 'shared/op/a.ts', 'export const a = () => Date.now();'],
  ['no-clock-or-dice', 'shared/op/a.ts', 'export const a = () => new Date();'],
  ['no-clock-or-dice', 'db/a.ts', 'export const a = () => Math.random();'],
  ['no-clock-or-dice', 'db/a.ts', "import { randomUUID } from 'node:crypto'; export const a = randomUUID;"],
  ['known-to-both-runtimes', 'renderer/a.ts', "export const ok = URL.canParse('x');"],
  ['no-skipped-test', 'tests/unit/a.test.ts', "it.skip('a', () => {});"],
  ['no-skipped-test', 'tests/unit/a.test.ts', "describe.only('a', () => {});"],
  ['no-module-mock', 'tests/unit/a.test.ts', "vi.mock('./a.ts');"],
  ['no-swallowed-fault', 'db/a.ts', 'try { f(); } catch {}'],
  ['reserved-client', 'server/link/a.ts', 'export const clientSocket = 1;'],
  ['reserved-queue', 'electron/engine/sync/a.ts', 'export const sendQueue = [];'],
  ['no-silenced-compiler', 'db/a.ts', '// @ts-ignore\nexport const a = 1;'],
  ['no-silenced-compiler', 'db/a.ts', '// @ts-expect-error wrong\nexport const a = 1;'],
  ['no-todo', 'db/a.ts', `// ${'TO'}DO later\nexport const a = 1;`],
];

describe('each rule of tidiness bites', () => {
  it.each(words)('[SU2] %s is broken in %s by %s', (rule, path, code) => {
    expect(findBannedWords([parseSource(path, code)]).map((one) => one.rule)).toContain(rule);
  });

  it('[SU2] what is allowed passes', () => {
    const right = [
      parseSource('platform/clock.ts', 'export const now = () => Date.now();'),
      parseSource('shared/op/a.ts', 'export const a = (at: string) => new Date(at);'),
      parseSource('db/a.ts', 'try { f(); } catch { /* The file may be gone already. */ }'),
      parseSource('tests/unit/a.test.ts', "// @ts-expect-error a number is no id\nit('[A1] a', () => {});"),
    ];
    expect(findBannedWords(right)).toEqual([]);
  });

  it('[SU2] long files, long functions, many parameters and full folders are found', () => {
    const lines = (many: number) => 'f();\n'.repeat(many);
    const rulesOf = (path: string, code: string) =>
      findOversize([parseSource(path, code)]).map((one) => one.rule);
    expect(rulesOf('db/a.ts', lines(401))).toEqual(['file-lines']);
    expect(rulesOf('db/a.ts', lines(400))).toEqual([]);
    expect(rulesOf('electron/preload/desk.ts', lines(81))).toEqual(['file-lines']);
    expect(rulesOf('db/a.ts', `function a() {\n${lines(69)}}`)).toEqual(['function-lines']);
    expect(rulesOf('db/a.ts', `function a() {\n${lines(68)}}`)).toEqual([]);
    const method = `const b = () => {\n${lines(30)}};\n`;
    expect(rulesOf('db/a.ts', `function makeA() {\n${method.repeat(4)}}`)).toEqual([]);
    expect(rulesOf('db/a.ts', `function makeA() {\n${method.repeat(6)}}`)).toEqual(['function-lines']);
    expect(rulesOf('renderer/a.tsx', `function Card() {\n${lines(100)}}`)).toEqual([]);
    expect(rulesOf('tests/unit/a.test.ts', `describe('x', () => {\n${lines(100)}});`)).toEqual([]);
    expect(rulesOf('db/a.ts', 'const a = (b, c, d, e) => 1;')).toEqual(['parameters']);
    const folder = Array.from({ length: 16 }, (_, at) => parseSource(`db/opLog/a${at}.ts`, 'f();'));
    expect(findOversize(folder).map((one) => one.rule)).toEqual(['folder-files']);
  });

  it.each([
    ['db/utils.ts', 'no-drawer'],
    ['renderer/helpers/a.ts', 'no-drawer'],
    ['server/index.ts', 'no-drawer'],
    ['db/open-database.ts', 'file-name'],
    ['db/OpenDatabase.ts', 'file-name'],
  ])('[SU2] the name %s breaks %s', (path, rule) => {
    expect(findWrongNames([path]).map((one) => one.rule)).toEqual([rule]);
  });

  it('[SU2] two names that differ in case only are found, and good names pass', () => {
    expect(findWrongNames(['db/openLog.ts', 'db/openlog.ts']).map((one) => one.rule)).toEqual(['case-twins']);
    expect(
      findWrongNames([
        'db/region/migrations/0010-create-op-log.ts',
        'renderer/ui/Button.tsx',
        'renderer/index.html',
      ]),
    ).toEqual([]);
  });

  it('[SU2] a file that nobody imports is found', () => {
    const two = [parseSource('db/a.ts', "import './b.ts';"), parseSource('db/b.ts', 'export const b = 1;')];
    expect(findOrphans(two, []).map((one) => one.where)).toEqual(['db/a.ts']);
    const child = parseSource('db/c.ts', "fork(new URL('./a.ts', import.meta.url)); import('./c.ts');");
    expect(findOrphans([...two, child], [])).toEqual([]);
    expect(findOrphans(two, ['"region": "node db/a.ts"'])).toEqual([]);
  });

  it('[SU2] an identity code of a living person is found, an invented one passes', () => {
    const code = (individual: string, mark: string) => [
      { path: 'a.md', text: `code 010190-${individual}${mark}.` },
    ];
    const mark = (individual: string) =>
      '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(`010190${individual}`) % 31] ?? '';
    expect(findIdentityCodes(code('123', mark('123')))).toHaveLength(1);
    expect(findIdentityCodes(code('923', mark('923')))).toEqual([]);
  });
});

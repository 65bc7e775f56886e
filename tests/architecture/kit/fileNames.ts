import { posix } from 'node:path';
import type { Break } from './findBoundaryBreaks.ts';
import { readImports } from './readImports.ts';
import type { SourceFile } from './sourceFile.ts';

const drawers = /^(utils?|helpers?|common|misc|types|constants|index|.*Manager)$/;
const drawerFolders = /(^|\/)(utils?|helpers?|common|misc|types|constants)\//;

export function findWrongNames(paths: readonly string[]): Break[] {
  const seen = new Map<string, string>();
  return paths.flatMap((path) => {
    const twin = seen.get(path.toLowerCase());
    seen.set(path.toLowerCase(), path);
    const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.(test\.)?(d\.)?(module\.)?[a-z]+$/, '');
    const code = /\.(ts|tsx|mjs)$/.test(path);
    return [
      ...(twin === undefined
        ? []
        : [{ rule: 'case-twins', where: path, what: `differs from ${twin} in case only` }]),
      ...(code && drawers.test(stem)
        ? [{ rule: 'no-drawer', where: path, what: 'a name that says nothing' }]
        : []),
      ...(drawerFolders.test(path)
        ? [{ rule: 'no-drawer', where: path, what: 'a folder that says nothing' }]
        : []),
      ...(code && !wellFormed(path, stem)
        ? [{ rule: 'file-name', where: path, what: 'camelCase.ts or PascalCase.tsx' }]
        : []),
    ];
  });
}

function wellFormed(path: string, stem: string): boolean {
  if (/\/migrations\//.test(path)) return /^(\d{4}-[a-z0-9-]+|[a-z][A-Za-z0-9]*)$/.test(stem);
  if (path.startsWith('tests/')) return /^[a-zA-Z][A-Za-z0-9-]*$/.test(stem);
  return path.endsWith('.tsx') ? /^[A-Za-z][A-Za-z0-9]*$/.test(stem) : /^[a-z][A-Za-z0-9]*$/.test(stem);
}

/** `named` is every text that names files by path: package.json, configs, build lists, pages. */
export function findOrphans(files: readonly SourceFile[], named: readonly string[]): Break[] {
  const isNamedBeside = (path: string): boolean => {
    const folder = posix.dirname(path);
    const quoted = `'${posix.basename(path)}'`;
    return files.some(
      (file) => posix.dirname(file.path) === folder && file.path !== path && file.text.includes(quoted),
    );
  };
  const reached = new Set(
    files.flatMap((file) => [...readImports(file).map((one) => one.to), ...readUrls(file)]),
  );
  const text = named.join('\n');
  return files
    .filter(({ path }) => !/\.(test|d)\.(ts|tsx)$/.test(path) && !reached.has(path) && !isNamedBeside(path))
    .filter(
      ({ path }) =>
        !text.includes(path) &&
        !(path.startsWith('renderer/') && text.includes(path.slice('renderer'.length))),
    )
    .map(({ path }) => ({ rule: 'no-orphan', where: path, what: 'nobody imports or starts it' }));
}

// A program started as a child, or a file read at run time, is named as `new URL('./x.ts', import.meta.url)`.
function readUrls({ path, text }: SourceFile): string[] {
  const named = text.matchAll(/new URL\(\s*["'`](\.[^"'`]+)["'`]/g);
  return [...named].map((match) => posix.join(posix.dirname(path), match[1] ?? ''));
}

import { type BoundaryRule, boundaryRules } from './boundaryRules.ts';
import { type Import, readImports } from './readImports.ts';
import type { SourceFile } from './sourceFile.ts';

export interface Break {
  readonly rule: string;
  readonly where: string;
  readonly what: string;
}

export function findBoundaryBreaks(files: readonly SourceFile[]): Break[] {
  const imports = files.flatMap(readImports);
  return [
    ...imports.flatMap((one) =>
      boundaryRules.filter((rule) => breaks(rule, one)).map((rule) => tell(rule, one)),
    ),
    ...imports.filter(reachesInside).map((one) => tell(mainFileOnly, one)),
    ...imports.filter(lacksExtension).map((one) => tell(fileOnly, one)),
    ...findCycles(imports),
  ];
}

/** One line per break, so that a failing test reads as a list of places. */
export function inWords(one: Break): string {
  return `${one.rule} at ${one.where}: ${one.what}`;
}

const mainFileOnly = { name: 'noun-by-its-main-file', why: 'a noun is met at its door: domain/y/y.ts' };
const fileOnly = { name: 'import-the-file', why: 'relative imports name a file with its extension' };

function tell(rule: Pick<BoundaryRule, 'name' | 'why'>, one: Import): Break {
  return {
    rule: rule.name,
    where: `${one.from}:${one.line}`,
    what: `imports ${one.to.replace(/^npm:/, '')} (${rule.why})`,
  };
}

function breaks(rule: BoundaryRule, one: Import): boolean {
  if (!rule.from.test(one.from) || !rule.to.test(one.to)) return false;
  if (rule.typesAllowed && one.typeOnly) return false;
  return !(rule.unlessFrom?.test(one.from) || rule.unlessTo?.test(one.to));
}

// `shared/domain/x` may read the type or fold of `shared/domain/y`, never one of its rules.
function reachesInside(one: Import): boolean {
  const from = /^shared\/domain\/([^/]+)\//.exec(one.from)?.[1];
  const to = /^shared\/domain\/([^/]+)\/(.+)$/.exec(one.to);
  return from !== undefined && to !== null && from !== to[1] && to[2] !== `${to[1]}.ts`;
}

function lacksExtension(one: Import): boolean {
  return one.specifier.startsWith('.') && !/\.(ts|tsx|mjs|cjs|css|json|svg)(\?.*)?$/.test(one.specifier);
}

// A cycle of types is erased before anything runs; a cycle of values decides by load order.
function findCycles(imports: readonly Import[]): Break[] {
  const next = new Map<string, string[]>();
  for (const one of imports) {
    if (one.typeOnly || one.to.includes(':')) continue;
    next.set(one.from, [...(next.get(one.from) ?? []), one.to]);
  }
  const found: Break[] = [];
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): void => {
    const back = above.indexOf(path);
    if (back !== -1) {
      found.push({ rule: 'no-cycles', where: path, what: [...above.slice(back), path].join(' → ') });
      return;
    }
    if (done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...above, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}

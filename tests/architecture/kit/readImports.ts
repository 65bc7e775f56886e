import { posix } from 'node:path';
import { child, children, lineOf, type SourceFile, text, walk } from './sourceFile.ts';

export interface Import {
  readonly from: string;
  /** A path from the root, `npm:<package>` or `node:<module>`. */
  readonly to: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

export function readImports(file: SourceFile): Import[] {
  const found: Import[] = [];
  walk(file.program, (node) => {
    const specifier = text(child(node, 'source'), 'value');
    if (specifier === undefined) return;
    const typeOnly = text(node, 'importKind') === 'type' || text(node, 'exportKind') === 'type';
    const named = children(node, 'specifiers');
    const allTypes = named.length > 0 && named.every((one) => text(one, 'importKind') === 'type');
    found.push({
      from: file.path,
      to: resolveSpecifier(file.path, specifier),
      specifier,
      typeOnly: typeOnly || allTypes,
      line: lineOf(file, node.start),
    });
  });
  return found;
}

function resolveSpecifier(from: string, specifier: string): string {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare);
  if (bare.startsWith('node:')) return bare;
  const parts = bare.split('/');
  return `npm:${bare.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Comment {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  readonly comments: readonly Comment[];
}

export const topFolders = ['shared', 'db', 'platform', 'electron', 'renderer', 'server', 'tests', 'tools'];

const parsed = /\.(ts|tsx|mjs)$/;
const leftOut = new Set(['node_modules', 'dist', 'out', '.cache']);

export function listPaths(root: string, folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: false })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!leftOut.has(entry.name)) found.push(...listPaths(root, path));
    } else found.push(path);
  }
  return found.sort();
}

export function readSources(root: string): SourceFile[] {
  return topFolders
    .flatMap((folder) => listPaths(root, folder))
    .filter((path) => parsed.test(path))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

export function parseSource(path: string, text: string): SourceFile {
  const result = parseSync(path, text);
  const fault = result.errors[0];
  if (fault !== undefined) throw new Error(`${path}: ${fault.message}`);
  return { path, text, program: readNode(result.program), comments: result.comments };
}

// The parser's own node types are a large union; the rules here look at a handful of fields by name.
function readNode(value: unknown): Node {
  if (!isNode(value)) throw new Error('The parser gave something that is not a node');
  return value;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function child(node: Node, key: string): Node | undefined {
  const value = node[key];
  return isNode(value) ? value : undefined;
}

export function children(node: Node, key: string): Node[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function text(node: Node | undefined, key: string): string | undefined {
  const value = node?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** Visits parents before children; `above` is the chain of parents, nearest last. */
export function walk(node: Node, visit: (node: Node, above: readonly Node[]) => void): void {
  walkBelow(node, [], visit);
}

function walkBelow(node: Node, above: Node[], visit: (node: Node, above: readonly Node[]) => void): void {
  visit(node, above);
  above.push(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walkBelow(item, above, visit);
    } else if (isNode(value)) walkBelow(value, above, visit);
  }
  above.pop();
}

export function lineOf(file: SourceFile, offset: number): number {
  let line = 1;
  for (let at = file.text.indexOf('\n'); at !== -1 && at < offset; at = file.text.indexOf('\n', at + 1))
    line++;
  return line;
}

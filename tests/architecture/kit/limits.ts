import type { Break } from './findBoundaryBreaks.ts';
import { child, children, lineOf, type Node, type SourceFile, text, walk } from './sourceFile.ts';

const functionLinesMax = 70;
const makerLinesMax = 160;
const componentLinesMax = 120;
const parametersMax = 3;
const folderFilesMax = 15;

function fileLinesMax(path: string): number {
  if (path.startsWith('tests/')) return 600;
  if (path.startsWith('electron/preload/')) return 80;
  return 400;
}

export function findOversize(files: readonly SourceFile[]): Break[] {
  return [...files.flatMap(longFile), ...files.flatMap(longFunctions), ...fullFolders(files)];
}

function longFile(file: SourceFile): Break[] {
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  const max = fileLinesMax(file.path);
  if (lines <= max) return [];
  return [{ rule: 'file-lines', where: file.path, what: `${lines} lines, at most ${max}` }];
}

const functionKind = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

function longFunctions(file: SourceFile): Break[] {
  const found: Break[] = [];
  walk(file.program, (node, above) => {
    if (!functionKind.test(node.type)) return;
    const where = `${file.path}:${lineOf(file, node.start)}`;
    const lines = linesOf(file, node);
    const own = lines - nestedLines(file, node);
    const max = lineLimit(file, node, above);
    if (own > max || lines > Math.max(max, makerLinesMax))
      found.push({
        rule: 'function-lines',
        where,
        what: `${lines} lines, ${own} of its own, at most ${max}`,
      });
    const parameters = children(node, 'params').filter((one) => text(one, 'name') !== 'this').length;
    // A row of a table of cases has as many columns as it needs.
    if (parameters > parametersMax && !file.path.startsWith('tests/'))
      found.push({
        rule: 'parameters',
        where,
        what: `${parameters} positional parameters, at most ${parametersMax}`,
      });
  });
  return found;
}

function linesOf(file: SourceFile, node: Node): number {
  return lineOf(file, node.end) - lineOf(file, node.start) + 1;
}

// A function that makes an object of functions is what others write as a class: its methods count for themselves.
function nestedLines(file: SourceFile, outer: Node): number {
  let lines = 0;
  walk(outer, (node, above) => {
    const nested = node !== outer && functionKind.test(node.type);
    if (nested && !above.some((one) => one !== outer && functionKind.test(one.type)))
      lines += linesOf(file, node) - 1;
  });
  return lines;
}

// A describe block is a chapter of tests, not a function; a component is markup for a good part.
function lineLimit(file: SourceFile, node: Node, above: readonly Node[]): number {
  const parent = above.at(-1);
  const called = parent?.type === 'CallExpression' ? calledName(parent) : undefined;
  if (file.path.startsWith('tests/') && (called === 'describe' || file.path.includes('ContractSuite')))
    return 600;
  const name = text(child(node, 'id'), 'name') ?? text(parent && child(parent, 'id'), 'name') ?? '';
  return file.path.endsWith('.tsx') && /^[A-Z]/.test(name) ? componentLinesMax : functionLinesMax;
}

export function calledName(call: Node): string | undefined {
  let callee = child(call, 'callee');
  while (callee !== undefined && callee.type !== 'Identifier')
    callee = child(callee, 'object') ?? child(callee, 'callee') ?? child(callee, 'tag');
  return text(callee, 'name');
}

function fullFolders(files: readonly SourceFile[]): Break[] {
  const count = new Map<string, number>();
  for (const { path } of files) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    // Tables that grow by the noun (migrations, texts of a language) are not a folder of unlike things.
    if (!/^tests\/|\/migrations$|^renderer\/texts\//.test(folder))
      count.set(folder, (count.get(folder) ?? 0) + 1);
  }
  return [...count]
    .filter(([, many]) => many > folderFilesMax)
    .map(([folder, many]) => ({
      rule: 'folder-files',
      where: folder,
      what: `${many} files, at most ${folderFilesMax}`,
    }));
}

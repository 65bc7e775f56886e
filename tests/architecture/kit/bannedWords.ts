import type { Break } from './findBoundaryBreaks.ts';
import { calledName } from './limits.ts';
import { child, children, lineOf, type Node, type SourceFile, text, walk } from './sourceFile.ts';

interface Ban {
  readonly rule: string;
  readonly what: string;
  readonly where?: RegExp;
  readonly unless?: RegExp;
  readonly breaks: (node: Node, file: SourceFile) => boolean;
}

const timeless = /^(shared|db|electron\/engine|server)\//;

// What the window's side may not call, because Chromium 114 and Node 18 do not have it and no compiler setting says so.
const tooNew =
  /^(URL\.canParse|URL\.parse|Promise\.withResolvers|Promise\.try|Object\.groupBy|Map\.groupBy|Array\.fromAsync|AbortSignal\.any|RegExp\.escape|Iterator\.from)$/;

const bans: readonly Ban[] = [
  { rule: 'no-any', what: 'the type any', breaks: (node) => node.type === 'TSAnyKeyword' },
  {
    rule: 'no-double-cast',
    what: 'a cast through unknown',
    breaks: (node) => {
      const inner = child(node, 'expression');
      return node.type === 'TSAsExpression' && inner?.type === 'TSAsExpression';
    },
  },
  { rule: 'no-export-all', what: 'export *', breaks: (node) => node.type === 'ExportAllDeclaration' },
  {
    rule: 'no-barrel',
    what: 'a file that only passes exports on',
    breaks: (node) => {
      const body = children(node, 'body');
      return (
        node.type === 'Program' &&
        body.length > 0 &&
        body.every((one) => child(one, 'source') && /^Export/.test(one.type))
      );
    },
  },
  { rule: 'no-console', what: 'console', breaks: (node) => memberOf(node, 'console') },
  {
    rule: 'no-clock-or-dice',
    what: 'a clock, a dice or a fresh id; they arrive as arguments (the real ones live in platform/)',
    where: timeless,
    breaks: readsClockOrDice,
  },
  {
    rule: 'known-to-both-runtimes',
    what: 'newer than Chromium 114 and Node 18, on which development desks run',
    where: /^(shared|renderer|electron\/(main|preload))\//,
    breaks: (node) => node.type === 'MemberExpression' && tooNew.test(dotted(node)),
  },
  {
    rule: 'no-skipped-test',
    what: 'a test that is skipped, lonely or only planned',
    where: /^tests\//,
    breaks: (node) =>
      node.type === 'MemberExpression' &&
      /^(it|test|describe|suite)$/.test(text(child(node, 'object'), 'name') ?? '') &&
      /^(only|skip|todo|skipIf|runIf|fails)$/.test(text(child(node, 'property'), 'name') ?? ''),
  },
  {
    rule: 'no-module-mock',
    what: 'module mocking',
    where: /^tests\//,
    breaks: (node) =>
      memberOf(node, 'vi') && /^(mock|doMock|hoisted)$/.test(text(child(node, 'property'), 'name') ?? ''),
  },
  {
    rule: 'no-swallowed-fault',
    what: 'an empty catch without a reason',
    breaks: (node, file) => {
      const body = node.type === 'CatchClause' ? child(node, 'body') : undefined;
      if (body === undefined || children(body, 'body').length > 0) return false;
      return !file.comments.some((one) => one.start > body.start && one.end < body.end);
    },
  },
  {
    rule: 'reserved-client',
    what: 'client means the person cared for; say desk or link',
    where: /^server\/link\//,
    breaks: (node) => node.type === 'Identifier' && /client/i.test(text(node, 'name') ?? ''),
  },
  {
    rule: 'reserved-queue',
    what: 'queue means people waiting; say outbox, inbox or backlog',
    where: /^(server\/link|electron\/engine\/sync)\//,
    breaks: (node) =>
      node.type === 'Identifier' && /queue/i.test((text(node, 'name') ?? '').replace('queueMicrotask', '')),
  },
];

function dotted(node: Node): string {
  return `${text(child(node, 'object'), 'name')}.${text(child(node, 'property'), 'name')}`;
}

function memberOf(node: Node, name: string): boolean {
  return node.type === 'MemberExpression' && text(child(node, 'object'), 'name') === name;
}

function readsClockOrDice(node: Node): boolean {
  if (node.type === 'NewExpression')
    return calledName(node) === 'Date' && children(node, 'arguments').length === 0;
  if (node.type === 'Identifier') return text(node, 'name') === 'randomUUID';
  const property = text(child(node, 'property'), 'name');
  return (
    (memberOf(node, 'Date') && property === 'now') ||
    (memberOf(node, 'Math') && property === 'random') ||
    (memberOf(node, 'performance') && property === 'now')
  );
}

export function findBannedWords(files: readonly SourceFile[]): Break[] {
  return files.flatMap((file) => [...bannedNodes(file), ...bannedComments(file)]);
}

function bannedNodes(file: SourceFile): Break[] {
  const here = bans.filter((ban) => (ban.where?.test(file.path) ?? true) && !ban.unless?.test(file.path));
  const found: Break[] = [];
  walk(file.program, (node) => {
    for (const ban of here) {
      if (ban.breaks(node, file))
        found.push({ rule: ban.rule, where: `${file.path}:${lineOf(file, node.start)}`, what: ban.what });
    }
  });
  return found;
}

// A type test may expect an error; nothing else may silence the compiler.
function bannedComments(file: SourceFile): Break[] {
  return file.comments.flatMap((comment) => {
    const silenced =
      /@ts-(ignore|nocheck)/.test(comment.value) ||
      /@ts-expect-error/.test(comment.value.replace(typeTest(file), ''));
    const later = /\b(TODO|FIXME|XXX)\b(?! #\d)/.test(comment.value);
    const where = `${file.path}:${lineOf(file, comment.start)}`;
    return [
      ...(silenced ? [{ rule: 'no-silenced-compiler', where, what: comment.value.trim() }] : []),
      ...(later ? [{ rule: 'no-todo', where, what: comment.value.trim() }] : []),
    ];
  });
}

function typeTest(file: SourceFile): RegExp {
  return file.path.startsWith('tests/') ? /@ts-expect-error/ : /$^/;
}

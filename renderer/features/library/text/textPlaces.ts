// Keeps LW5. Finds the line of the text that a problem, a counterexample or a node is about.

/**
 * The 1-based line of a place: a path (`decide.3.when`, `decide[3] same_day`), the id of a question, or words of the
 * YAML reader that name a line themselves. Null when the place is not in this text, as with a shared block's.
 */
export function lineOf(text: string, place: string): number | null {
  const lines = text.split('\n');
  const named = /\bat line (\d+)/.exec(place);
  if (named !== null) return Math.min(lines.length, Number(named[1]));
  const [head = '', ...rest] = place
    .replace(/\[(\d+)\]/g, '.$1')
    .split(/[.\s]+/)
    .filter(Boolean);
  const section = sectionOf(lines, head);
  if (section === null) return lineOfId(lines, head, { from: 0, to: lines.length });
  // `ask.cough` of a shared block stands in no line of this text.
  const [name] = rest;
  if (name !== undefined && !/^\d+$/.test(name) && head === 'ask') return lineOfId(lines, name, section);
  const found = deepest(lines, section, rest);
  return found + 1;
}

/** The line where the item begins that says these words; for rules, which have no id of their own. */
export function lineOfWords(text: string, section: string, words: string): number | null {
  const lines = text.split('\n');
  const span = sectionOf(lines, section);
  if (span === null || words === '') return null;
  const at = lines.findIndex(
    (line, index) => index > span.from && index < span.to && line.includes(words.slice(0, 60)),
  );
  if (at < 0) return null;
  const start = lines.slice(0, at + 1).findLastIndex((line) => /^\s{0,2}- /.test(line));
  return start < span.from ? at + 1 : start + 1;
}

/** The line where an item with this id begins: `- id: cough` or `- {id: cough, …`. */
function lineOfId(lines: readonly string[], id: string, { from, to }: Span): number | null {
  if (!/^[\w-]+$/.test(id)) return null;
  const item = new RegExp(`^\\s*-\\s*\\{?\\s*(id|use):\\s*['"]?${id}['"]?\\s*([,}#]|$)`);
  const at = lines.findIndex((line, index) => index >= from && index < to && item.test(line));
  return at < 0 ? null : at + 1;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A top-level key with all that hangs under it. */
function sectionOf(lines: readonly string[], name: string): Span | null {
  const from = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (from < 0) return null;
  const next = lines.findIndex((line, at) => at > from && /^[\w'"]/.test(line));
  return { from, to: next < 0 ? lines.length : next };
}

function deepest(lines: readonly string[], section: Span, path: readonly string[]): number {
  let span = section;
  for (const part of path) {
    const inner = /^\d+$/.test(part) ? itemOf(lines, span, Number(part)) : keyOf(lines, span, part);
    if (inner === null) return span.from;
    span = inner;
  }
  return span.from;
}

/** Items stand at the least indented dash of their section. */
function itemOf(lines: readonly string[], { from, to }: Span, index: number): Span | null {
  const dashes = lines.flatMap((line, at) => {
    const dash = at > from && at < to ? /^(\s*)- /.exec(line) : null;
    return dash === null ? [] : [{ at, indent: dash[1]?.length ?? 0 }];
  });
  const least = Math.min(...dashes.map((one) => one.indent));
  const items = dashes.filter((one) => one.indent === least);
  const item = items[index];
  return item === undefined ? null : { from: item.at, to: items[index + 1]?.at ?? to };
}

function keyOf(lines: readonly string[], { from, to }: Span, key: string): Span | null {
  if (!/^[\w-]+$/.test(key)) return null;
  const wanted = new RegExp(`(^|[\\s{,-])['"]?${key}['"]?:`);
  const at = lines.findIndex((line, index) => index >= from && index < to && wanted.test(line));
  return at < 0 ? null : { from: at, to };
}

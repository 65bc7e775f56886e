import { calledName } from './limits.ts';
import { children, type Node, type SourceFile, text, walk } from './sourceFile.ts';

export interface SpecRule {
  readonly id: string;
  readonly where: string;
}

/** Rules are list items of the form `- **AB1** sentence.` */
export function readSpecRules(
  pages: readonly { readonly path: string; readonly text: string }[],
): SpecRule[] {
  return pages.flatMap((page) =>
    [...page.text.matchAll(/^- \*\*([A-Z]{2,4}\d+)\*\* \S/gm)].map((match) => ({
      id: match[1] ?? '',
      where: page.path,
    })),
  );
}

/** Ids in square brackets at the titles of tests: `[HO3]`, `[HO3][HO4]` or `[HO3, HO4]`. */
export function readCitedIds(files: readonly SourceFile[]): SpecRule[] {
  const cited: SpecRule[] = [];
  for (const file of files) {
    walk(file.program, (node) => {
      if (node.type !== 'CallExpression' || !/^(it|test|describe)$/.test(calledName(node) ?? '')) return;
      for (const match of titleOf(node).matchAll(/\[([A-Z]{2,4}\d+(?:, ?[A-Z]{2,4}\d+)*)\]/g))
        for (const id of (match[1] ?? '').split(/, ?/)) cited.push({ id, where: file.path });
    });
  }
  return cited;
}

function titleOf(call: Node): string {
  const first = children(call, 'arguments')[0];
  if (first === undefined) return '';
  if (first.type === 'Literal') return text(first, 'value') ?? '';
  return children(first, 'quasis')
    .map((one) => {
      const value = one.value;
      const cooked: unknown =
        typeof value === 'object' && value !== null && 'cooked' in value ? value.cooked : '';
      return typeof cooked === 'string' ? cooked : '';
    })
    .join(' ');
}

export interface SpecGaps {
  readonly untested: readonly string[];
  readonly unknown: readonly string[];
  readonly twice: readonly string[];
}

export function findSpecGaps(rules: readonly SpecRule[], cited: readonly SpecRule[]): SpecGaps {
  const ids = rules.map((rule) => rule.id);
  const known = new Set(ids);
  const tested = new Set(cited.map((one) => one.id));
  return {
    untested: rules.filter((rule) => !tested.has(rule.id)).map((rule) => `${rule.id} (${rule.where})`),
    unknown: cited.filter((one) => !known.has(one.id)).map((one) => `${one.id} (${one.where})`),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
  };
}

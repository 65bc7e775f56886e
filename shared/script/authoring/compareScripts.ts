// Keeps AU3. What differs between two authored scripts: question by question, rule by rule, line by line.
import type { Rule, Script } from '../scriptFormat.ts';
import { conditionText } from './conditionText.ts';
import { inPlace } from './inPlace.ts';

export type Part = 'question' | 'rule' | 'advice' | 'safetyNet' | 'plan' | 'guidance' | 'head';

export interface Change {
  readonly part: Part;
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly fields: readonly FieldChange[];
}

export interface FieldChange {
  readonly field: string;
  readonly left: string;
  readonly right: string;
}

export interface Comparison {
  readonly same: number;
  readonly changes: readonly Change[];
}

interface Item {
  readonly id: string;
  readonly value: unknown;
}

export function compareScripts(left: Script, right: Script): Comparison {
  const head = compareHead(left, right);
  const parts = [
    compareLists('question', left.ask.map(asQuestion), right.ask.map(asQuestion)),
    compareRules(left.decide, right.decide),
    ...(['guidance', 'advice', 'safetyNet', 'plan'] as const).map((part) =>
      compareLists(part, left[part].map(asLine), right[part].map(asLine)),
    ),
  ];
  return {
    same: parts.reduce((sum, part) => sum + part.same, 0),
    changes: [head, ...parts].flatMap((part) => part.changes),
  };
}

/** A shared question taken to this place goes by its own name. */
function asQuestion(item: Script['ask'][number]): Item {
  return { id: 'use' in item ? item.use : item.id, value: item };
}

function asLine<T extends { readonly id: string }>(line: T): Item {
  return { id: line.id, value: line };
}

const headFields = [
  ...(['version', 'status', 'area', 'title', 'subject', 'keywords', 'photo', 'sensitive'] as const),
  ...(['sources', 'topics', 'include', 'skip', 'notes'] as const),
];

function compareHead(left: Script, right: Script): Comparison {
  const changes = headFields.flatMap((id): Change[] => {
    const fields = fieldsOf(left[id], right[id], id);
    return fields.length === 0 ? [] : [{ part: 'head', id, change: 'changed', fields }];
  });
  return { same: headFields.length - changes.length, changes };
}

function compareLists(part: Part, left: readonly Item[], right: readonly Item[]): Comparison {
  const before = new Map(left.map((item) => [item.id, item.value]));
  const after = new Map(right.map((item) => [item.id, item.value]));
  const stayed = inPlace(
    left.map((item) => item.id).filter((id) => after.has(id)),
    right.map((item) => item.id).filter((id) => before.has(id)),
  );
  const changes: Change[] = left
    .filter((item) => !after.has(item.id))
    .map(({ id, value }) => ({ part, id, change: 'removed', fields: fieldsOf(value, undefined) }));
  for (const { id, value } of right) {
    const known = before.get(id);
    const fields = fieldsOf(known, value);
    if (known === undefined) changes.push({ part, id, change: 'added', fields });
    else if (fields.length > 0) changes.push({ part, id, change: 'changed', fields });
    if (known !== undefined && !stayed.has(id)) changes.push({ part, id, change: 'moved', fields: [] });
  }
  return { same: right.length - new Set(changes.map((one) => one.id)).size + removed(changes), changes };
}

/** What was removed is not among the items of the right side. */
function removed(changes: readonly Change[]): number {
  return changes.filter((one) => one.change === 'removed').length;
}

/**
 * Rules have no names. The same rule on both sides is itself; of the rest, those that lead to the same outcome are
 * taken to be one rule rewritten, in their order.
 */
function compareRules(left: readonly Rule[], right: readonly Rule[]): Comparison {
  const names = new Map<Rule, string>();
  const counts = new Map<string, number>();
  const name = (key: string): string => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key} (${count})`;
  };
  const unmatched = new Set(left);
  const take = (rule: Rule, isSame: (other: Rule) => boolean): boolean => {
    const found = [...unmatched].find(isSame);
    if (found === undefined || names.has(rule)) return false;
    unmatched.delete(found);
    const key = name(`${rule.to} · ${conditionText(rule.when) || 'otherwise'}`);
    names.set(rule, key);
    names.set(found, key);
    return true;
  };
  const texts = new Map([...left, ...right].map((rule) => [rule, JSON.stringify(rule)]));
  for (const rule of right) take(rule, (other) => texts.get(other) === texts.get(rule));
  for (const rule of right)
    take(rule, (other) => other.to === rule.to && conditionText(other.when) === conditionText(rule.when));
  for (const rule of right) take(rule, (other) => other.to === rule.to);
  const item = (rule: Rule): Item => ({
    id: names.get(rule) ?? name(`${rule.to} · ${conditionText(rule.when) || 'otherwise'}`),
    value: { ...rule, when: conditionText(rule.when) },
  });
  return compareLists('rule', left.map(item), right.map(item));
}

/** The leaves that differ, each by its path inside the item. */
function fieldsOf(left: unknown, right: unknown, path = ''): FieldChange[] {
  if (isTree(left) || isTree(right)) {
    const names = [...new Set([...keysOf(left), ...keysOf(right)])];
    return names.flatMap((name) => {
      const inner = path === '' ? name : `${path}.${name}`;
      if (name === 'when') {
        const [before, after] = [whenText(left), whenText(right)];
        return before === after ? [] : [{ field: inner, left: before, right: after }];
      }
      return fieldsOf(valueAt(left, name), valueAt(right, name), inner);
    });
  }
  const [before, after] = [leafText(left), leafText(right)];
  return before === after ? [] : [{ field: path, left: before, right: after }];
}

/** Lists of plain values are one field: sources of a rule, words to search by. */
function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) || value.some((one) => typeof one === 'object');
}

function keysOf(value: unknown): string[] {
  return isTree(value) ? Object.keys(value) : [];
}

function valueAt(value: unknown, name: string): unknown {
  return isTree(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function whenText(value: unknown): string {
  const when = valueAt(value, 'when');
  return typeof when === 'string' || when === undefined
    ? leafText(when)
    : conditionText(when as Parameters<typeof conditionText>[0]);
}

function leafText(value: unknown): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

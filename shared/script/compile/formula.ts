// Keeps SC3. Three-valued logic: an unanswered question leaves a condition open, never false.

export type Truth = -1 | 0 | 1;
export const isFalse = -1;
export const isOpen = 0;
export const isTrue = 1;

/** A condition in which every "not" has been pushed into the atoms and every answer is a class number. */
export type Formula =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'atom'; readonly question: number; readonly holds: readonly boolean[] }
  | { readonly kind: 'any' | 'all'; readonly of: readonly Formula[] };

/** The answer class per question index; -1 while unanswered. */
export type Classes = ArrayLike<number>;

export function truthOf(formula: Formula, classes: Classes): Truth {
  if (formula.kind === 'always') return isTrue;
  if (formula.kind === 'never') return isFalse;
  if (formula.kind === 'atom') {
    const given = classes[formula.question] ?? -1;
    if (given < 0) return isOpen;
    return formula.holds[given] === true ? isTrue : isFalse;
  }
  const decisive = formula.kind === 'any' ? isTrue : isFalse;
  let open = false;
  for (const child of formula.of) {
    const truth = truthOf(child, classes);
    if (truth === decisive) return decisive;
    if (truth === isOpen) open = true;
  }
  if (open) return isOpen;
  return decisive === isTrue ? isFalse : isTrue;
}

/** Marks the unanswered questions on which an open condition still depends. */
export function markOpen(formula: Formula, classes: Classes, needed: Uint8Array): void {
  if (formula.kind === 'atom') {
    if ((classes[formula.question] ?? -1) < 0) needed[formula.question] = 1;
    return;
  }
  if (formula.kind === 'always' || formula.kind === 'never') return;
  for (const child of formula.of) {
    if (truthOf(child, classes) === isOpen) markOpen(child, classes, needed);
  }
}

/** The answered questions that make a true condition true. */
export function decidingOf(formula: Formula, classes: Classes): number[] {
  if (formula.kind === 'atom') return [formula.question];
  if (formula.kind === 'always' || formula.kind === 'never') return [];
  const children = formula.of.filter((child) => truthOf(child, classes) === isTrue);
  return [...new Set(children.flatMap((child) => decidingOf(child, classes)))].sort((a, b) => a - b);
}

/** Every question a condition names. */
export function questionsIn(formula: Formula): number[] {
  if (formula.kind === 'atom') return [formula.question];
  if (formula.kind === 'always' || formula.kind === 'never') return [];
  return [...new Set(formula.of.flatMap(questionsIn))];
}

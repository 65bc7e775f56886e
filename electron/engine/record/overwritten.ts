// Keeps CF6. What a change took away from a record: versions of fields, and decisions, that stand in it no more.

interface Version {
  readonly opId: string;
  readonly seq: number;
  readonly by: { readonly desk: string };
}

/**
 * The seq that a change may name as its basis, so that nothing goes that its author had not on the screen: the versions
 * that it would take away and nobody at this desk wrote stay beside it, unless they are among `seen`.
 */
export function basisFor(
  confirmedSeq: number,
  gone: readonly Version[],
  { desk, seen }: { readonly desk: string; readonly seen: ReadonlySet<string> },
): number {
  const unseen = gone.filter(({ opId, seq, by }) => seq > 0 && by.desk !== desk && !seen.has(opId));
  return Math.min(confirmedSeq, ...unseen.map(({ seq }) => seq - 1));
}

/** A line that was taken away is on nobody's screen, though its record keeps it. */
const outOfSight: ReadonlySet<string> = new Set(['removedLines']);

/** States share what did not change, so only the changed branches are looked at. */
export function overwritten(before: unknown, after: unknown): Version[] {
  const left = new Map<string, Version>();
  const right = new Map<string, Version>();
  collect([before, after], left, right);
  return [...left.values()].filter((version) => !right.has(version.opId));
}

function collect(
  [before, after]: readonly [unknown, unknown],
  left: Map<string, Version>,
  right: Map<string, Version>,
): void {
  if (before === after) return;
  const [were, are] = [branchesOf(before, left), branchesOf(after, right)];
  for (const key of new Set([...Object.keys(were), ...Object.keys(are)]))
    if (!outOfSight.has(key)) collect([were[key], are[key]], left, right);
}

/** A version is taken note of and not looked into; versions of a field stand under their own names, not their places. */
function branchesOf(state: unknown, found: Map<string, Version>): Readonly<Record<string, unknown>> {
  if (typeof state !== 'object' || state === null) return {};
  if (isVersion(state)) {
    found.set(state.opId, state);
    return {};
  }
  return state as Readonly<Record<string, unknown>>;
}

function isVersion(state: object): state is Version {
  return 'opId' in state && 'seq' in state && 'by' in state;
}

// Keeps EX3. A call that goes on in another script must come to an end: no way of going on may lead back.

export type Gotos = ReadonlyMap<string, readonly string[]>;

/** The way from a script back to itself, its own id first and last; null when there is none. */
export function gotoCycle(from: string, gotos: Gotos): readonly string[] | null {
  const cameBy = new Map<string, string>();
  const waiting = [from];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const to of gotos.get(at) ?? []) {
      if (to === from) return [...wayTo(at, cameBy), from];
      if (cameBy.has(to)) continue;
      cameBy.set(to, at);
      waiting.push(to);
    }
  }
  return null;
}

function wayTo(at: string, cameBy: ReadonlyMap<string, string>): string[] {
  const before = cameBy.get(at);
  return before === undefined ? [at] : [...wayTo(before, cameBy), at];
}

/** Where a desk stands in each of its scopes, as far as its questions tell. */
export interface DeskPositions {
  reset(known: Iterable<readonly [scope: string, upto: number]>): void;
  set(scopes: readonly string[], upto: number): void;
  /** The one position the desk has in all its scopes, or null: pages are made for a desk that stands level. */
  level(): number | null;
}

export function createDeskPositions(scopes: readonly string[]): DeskPositions {
  let positions = new Map<string, number>();
  return {
    reset(known) {
      positions = new Map(known);
    },
    set(read, upto) {
      for (const scope of read) positions.set(scope, upto);
    },
    level() {
      const [first = '', ...others] = scopes;
      const position = positions.get(first) ?? null;
      return others.every((scope) => positions.get(scope) === position) ? position : null;
    },
  };
}

/** Lets a few through at a time and the others wait their turn; when too many wait, it says no at once. */
export function createCheckGate(atOnceMax: number, waitingMax: number) {
  let inside = 0;
  const waiting: (() => void)[] = [];

  return {
    full: () => waiting.length >= waitingMax,
    async pass<T>(work: () => Promise<T>): Promise<T> {
      if (inside >= atOnceMax) await new Promise<void>((enter) => waiting.push(enter));
      else inside += 1;
      try {
        return await work();
      } finally {
        // The place is handed over, not given back, so nobody can slip in between.
        const next = waiting.shift();
        if (next === undefined) inside -= 1;
        else next();
      }
    },
  };
}

import { setTimeout as wait } from 'node:timers/promises';

const lookAgainMs = 15;

/** Looks again and again until there is something to see; says what was awaited when the time is up. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { msMax = 20_000 }: { readonly msMax?: number } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + msMax;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen as NonNullable<Exclude<T, false>>;
    if (performance.now() > end) throw new Error(`waited ${msMax} ms in vain for ${what}`);
    await wait(lookAgainMs);
  }
}

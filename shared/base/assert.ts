/** A broken promise of our own code. The engine stops on it; it is never shown as a refusal. */
export class Bug extends Error {
  override name = 'Bug';
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** Makes the compiler list the cases a switch forgot. */
export function exhaustive(value: never): never {
  throw new Bug(`unhandled case: ${String(value)}`);
}

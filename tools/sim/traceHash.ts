import { createHash } from 'node:crypto';

/** A fingerprint of a whole run: two runs of one seed must end with the same. */
export class TraceHash {
  readonly #hash = createHash('sha256');
  #steps = 0;

  note(at: number, what: string): void {
    this.#steps += 1;
    this.#hash.update(`${at} ${what}\n`);
  }

  get steps(): number {
    return this.#steps;
  }

  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

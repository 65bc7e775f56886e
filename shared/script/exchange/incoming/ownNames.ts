/** Ids of our own from foreign names: `1.1` becomes `q_1_1`, and two names never become one. */
export class OwnNames {
  readonly #taken: Set<string>;
  readonly #prefix: string;

  constructor(prefix: string, reserved: readonly string[] = []) {
    this.#prefix = prefix;
    this.#taken = new Set(reserved);
  }

  make(foreign: string): string {
    const plain = foreign
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, charsMax);
    const base = /^[a-z]/.test(plain) ? plain : `${this.#prefix}_${plain || 'x'}`;
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}_${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** An id has 64 characters at most; some are left for what makes it the only one. */
const charsMax = 52;

/** Words of the language of conditions cannot name a question. */
export const wordsOfConditions = ['any', 'all', 'not'];

// The outside recorder: what was promised to people, kept where no crash and no bug of the product can reach it.

export interface Promised {
  readonly opId: string;
  readonly desk: string;
  readonly record: string;
  readonly type: string;
}

/** An overwriting edit and the versions its author had on the screen when making it. */
export interface SeenEdit {
  readonly opId: string;
  readonly seen: ReadonlySet<string>;
}

export class Ledger {
  readonly #promised = new Map<string, Promised>();
  readonly #edits = new Map<string, SeenEdit>();

  promise(one: Promised): void {
    this.#promised.set(one.opId, one);
  }

  /** The only disk that held it was thrown away by its owner. */
  forget(opId: string): void {
    this.#promised.delete(opId);
  }

  saw(edit: SeenEdit): void {
    this.#edits.set(edit.opId, edit);
  }

  get promised(): ReadonlyMap<string, Promised> {
    return this.#promised;
  }

  seenBy(opId: string): ReadonlySet<string> | undefined {
    return this.#edits.get(opId)?.seen;
  }
}

// Keeps EX7. What of a foreign resource was taken over, and what was not: nothing is dropped in silence.
import type { LocalText } from '../../../base/text.ts';
import type { Lost } from '../fhirShapes.ts';
import { loss } from '../lossReasons.ts';

export class Ledger {
  readonly #kept = new Set<string>();
  readonly #lost = new Map<string, readonly LocalText[]>();
  /** Every place on the way to something kept or lost. */
  readonly #touched = new Set<string>();

  keep(path: string): void {
    this.#kept.add(path);
    this.#touch(path);
  }

  /** What lies under a lost place, and was not kept by itself, is lost with it. */
  lose(path: string, reason: LocalText): void {
    const known = this.#lost.get(path) ?? [];
    if (!known.some((one) => one.en === reason.en)) this.#lost.set(path, [...known, reason]);
    this.#touch(path);
  }

  /** Everything that is not a script's, the places nobody looked at included, in the order of the resource. */
  account(resource: unknown): Lost[] {
    const found: Lost[] = [];
    const told = new Set<string>();
    const visit = (value: unknown, path: string, isCovered: boolean): void => {
      const reasons = this.#lost.get(path);
      if (reasons !== undefined) {
        found.push({ path, reasons });
        told.add(path);
      }
      if (this.#kept.has(path)) return;
      if (!this.#touched.has(path)) {
        if (!isCovered) found.push({ path, reasons: [loss.noPlace] });
        return;
      }
      for (const [name, inner] of entriesOf(value))
        visit(inner, step(value, path, name), reasons !== undefined);
    };
    for (const [name, inner] of entriesOf(resource)) visit(inner, name, false);
    // What should be there and is not (a text, say) has no place to be visited at.
    for (const [path, reasons] of this.#lost) if (!told.has(path)) found.push({ path, reasons });
    return found;
  }

  #touch(path: string): void {
    for (let at = path; at !== '' && !this.#touched.has(at); at = parentOf(at)) this.#touched.add(at);
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function step(parent: unknown, path: string, name: string): string {
  return Array.isArray(parent) ? `${path}[${name}]` : `${path}.${name}`;
}

function parentOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut < 0 ? '' : path.slice(0, cut);
}

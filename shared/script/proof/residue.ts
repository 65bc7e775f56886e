// What is left of a condition after some answers. Equal remainders get equal numbers, so walks that met can be joined.
import { assert } from '../../base/assert.ts';
import type { Formula } from '../compile/formula.ts';
import { pairsMax, tooLargeToProve } from './diagram.ts';

export type ResidueId = number;
export const alwaysTrue: ResidueId = 1;
export const alwaysFalse: ResidueId = 0;

type Residue =
  | { readonly kind: 'constant' }
  | { readonly kind: 'atom'; readonly question: number; readonly holds: readonly boolean[] }
  | { readonly kind: 'any' | 'all'; readonly of: readonly ResidueId[] };

export class ResiduePool {
  readonly #residues: Residue[] = [{ kind: 'constant' }, { kind: 'constant' }];
  readonly #found = new Map<string, ResidueId>();
  readonly #answered = new Map<string, ResidueId>();
  readonly #firsts = new Map<ResidueId, number>();

  of(formula: Formula): ResidueId {
    if (formula.kind === 'always') return alwaysTrue;
    if (formula.kind === 'never') return alwaysFalse;
    if (formula.kind === 'atom') {
      const { question, holds } = formula;
      return this.#intern(`${question}?${holds.map(Number).join('')}`, { kind: 'atom', question, holds });
    }
    return this.#join(
      formula.kind,
      formula.of.map((child) => this.of(child)),
    );
  }

  answer(residue: ResidueId, question: number, answer: number): ResidueId {
    const known = this.#residues[residue];
    if (known === undefined || known.kind === 'constant') return residue;
    if (known.kind === 'atom') {
      if (known.question !== question) return residue;
      return known.holds[answer] === true ? alwaysTrue : alwaysFalse;
    }
    const key = `${residue} ${question} ${answer}`;
    const done = this.#answered.get(key);
    if (done !== undefined) return done;
    const made = this.#join(
      known.kind,
      known.of.map((child) => this.answer(child, question, answer)),
    );
    assert(this.#answered.size < pairsMax, tooLargeToProve);
    this.#answered.set(key, made);
    return made;
  }

  /** The open question that comes first in the order of asking. */
  firstQuestion(residue: ResidueId): number {
    const done = this.#firsts.get(residue);
    if (done !== undefined) return done;
    const first = Math.min(...this.questions(residue));
    this.#firsts.set(residue, first);
    return first;
  }

  questions(residue: ResidueId): number[] {
    const known = this.#residues[residue];
    if (known === undefined || known.kind === 'constant') return [];
    return known.kind === 'atom' ? [known.question] : known.of.flatMap((child) => this.questions(child));
  }

  #join(kind: 'any' | 'all', parts: readonly ResidueId[]): ResidueId {
    const decisive = kind === 'any' ? alwaysTrue : alwaysFalse;
    if (parts.includes(decisive)) return decisive;
    const open = [...new Set(parts)].filter((part) => part > alwaysTrue).sort((a, b) => a - b);
    const [only] = open;
    if (only === undefined) return decisive === alwaysTrue ? alwaysFalse : alwaysTrue;
    return open.length === 1 ? only : this.#intern(`${kind} ${open.join(' ')}`, { kind, of: open });
  }

  #intern(key: string, residue: Residue): ResidueId {
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    this.#residues.push(residue);
    this.#found.set(key, this.#residues.length - 1);
    return this.#residues.length - 1;
  }
}

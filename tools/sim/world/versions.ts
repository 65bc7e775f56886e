// Upgrades in the middle. The newest kind of op is seen by programs of before under a name they cannot know, as a real
// newer kind would be; what they stored of it gets its own name back when the newer program starts on their disk.
import { oneRow, runSql, type WritableDb } from '../../../db/sql.ts';

/** Kinds that a run may take for the newest: facts of people, no claims. */
export const newestKinds = [
  'contact.reasonSet',
  'plan.fieldSet',
  'plan.lineFieldSet',
  'client.fieldSet',
] as const;
export type NewestKind = (typeof newestKinds)[number];

export class Versions {
  readonly newest: NewestKind;
  readonly #known: string;
  readonly #unknown: string;

  constructor(newest: NewestKind) {
    this.newest = newest;
    this.#known = `"type":"${newest}"`;
    this.#unknown = `"type":"later.${newest}"`;
  }

  /** A message as the program at its end reads it. */
  seenBy(machine: { readonly isOld: boolean }, message: unknown): unknown {
    if (message === null || message === undefined) return message;
    const text = JSON.stringify(message);
    const known = text.replaceAll(this.#unknown, this.#known);
    const seen = machine.isOld ? known.replaceAll(this.#known, this.#unknown) : known;
    return seen === text ? message : JSON.parse(seen);
  }

  /** The newer program starts on a disk that the older one wrote. */
  upgradeRegion(db: WritableDb): void {
    // The very first start: there is nothing yet.
    if (oneRow(db, "select 1 from sqlite_schema where name = 'ops'") === undefined) return;
    runSql(db, 'update ops set op = replace(op, ?, ?)', [this.#unknown, this.#known]);
  }

  upgradeDesk(db: WritableDb): void {
    runSql(db, 'update parked_ops set op = replace(op, ?, ?)', [this.#unknown, this.#known]);
  }
}

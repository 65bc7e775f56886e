import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/openDatabase.ts';
import { inTransaction, type WritableDb } from '../../db/sql.ts';
import { setMeta } from '../../db/workstation/deskMeta.ts';
import { workstationMigrations } from '../../db/workstation/migrations/workstationMigrations.ts';
import type { FactCommandName } from '../../electron/engine/commands/commandTable.ts';
import { type DeskStore, openDeskStore } from '../../electron/engine/record/deskStore.ts';
import { runCommand } from '../../electron/engine/runCommand.ts';
import type { ScriptShelf } from '../../electron/engine/scriptShelf.ts';
import { stockShelf } from '../../electron/engine/scriptShelf.ts';
import { systemClock } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import type { Page, Settlement } from '../../shared/protocol/regionProtocol.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';
import { makeOp, type OpSketch } from './makeOps.ts';
import { grantFor, laine, type TestPerson } from './signInOnly.ts';
import { testScripts } from './startDesk.ts';

/** A desk's store without engine and link, to speak to it as the region would. */
export interface DeskOnLine {
  readonly db: WritableDb;
  readonly store: DeskStore;
  readonly topics: Set<string>;
  readonly session: Session;
  readonly shelf: ScriptShelf;
  run(name: FactCommandName, args: unknown, seen?: readonly string[]): unknown;
  /** A fresh store over the same database: what a restart would find. */
  restarted(): DeskStore;
}

export const scopes = ['region', 'unit:unit_health'];
export const receivedAt = '2026-11-21T09:00:00.000Z';

export function deskOnLine(person: TestPerson = laine, deskId = 'desk_a'): DeskOnLine {
  const db = openDatabase({ kind: 'memory' });
  migrate(db, workstationMigrations);
  inTransaction(db, () => setMeta(db, 'deskId', deskId));
  const topics = new Set<string>();
  const store = openDeskStore(db, (touched) => {
    for (const topic of touched) topics.add(topic);
  });
  store.write((write) => {
    for (const scope of scopes) write.setCursor(scope, 0);
  });
  const { session } = grantFor(person, deskId);
  const run = {
    store,
    session,
    shelf: stockShelf(testScripts()),
    clock: systemClock,
    ids: idsFrom(systemClock, systemRandom),
  };
  return {
    db,
    store,
    topics,
    session,
    shelf: run.shelf,
    run: (name, args, seen) => runCommand(run, { name, args, seen }),
    restarted: () => openDeskStore(db, () => {}),
  };
}

/** A page of the region with these foreign ops at these positions. */
export function pageOf(
  between: { readonly after: number; readonly upto: number; readonly own?: number },
  ops: readonly (OpSketch & { readonly seq: number })[],
): Page {
  const { after, upto, own = 0 } = between;
  return {
    scopes,
    after,
    upto,
    own,
    more: false,
    ops: ops.map(({ seq, ...sketch }) => ({
      ...makeOp({
        ...sketch,
        by: { desk: 'desk_b', user: 'nurse.virta', role: 'nurse', unit: 'unit_health', ...sketch.by },
      }),
      seq,
      receivedAt,
    })),
  };
}

export function settled(ranges: Settlement['ranges'], refused: Settlement['refused'] = []): Settlement {
  return { ranges, refused, receivedAt };
}

import { expect, it } from 'vitest';
import { openDatabase } from '../../../db/openDatabase.ts';
import { runSql } from '../../../db/sql.ts';
import { acceptOps } from '../../../server/acceptOps.ts';
import { createSqliteStore } from '../../../server/store/sqliteStore.ts';
import type { Op } from '../../../shared/op/op.ts';
import { makeOp, opening } from '../../kit/makeOps.ts';
import { makeSession } from '../../kit/makeSessions.ts';

const record = 'contact/contact_one';
const session = 'session_desk_a';
const scope = 'unit:unit_health';

it('[FT18] what could only be stored is folded in once it can be read; until then its record is given as its history', async () => {
  const db = openDatabase({ kind: 'memory' });
  const store = createSqliteStore(db, 'epoch_1');
  await store.saveSession(makeSession('nurse.laine', 'desk_a', session));
  const push = async (...ops: Op[]): Promise<void> => {
    const loaded = await store.load({ records: [record], desks: ['desk_a'], sessions: [session], opIds: [] });
    const { rows } = acceptOps(loaded, [{ desk: 'desk_a', ops }], '2026-11-21T09:00:00.000Z');
    expect(await store.append(loaded.head, rows)).toBe('ok');
  };
  await push(
    makeOp({ deskSeq: 1, type: 'contact.opened', body: opening, session }),
    makeOp({ deskSeq: 2, type: 'later.contact.reasonSet', body: { text: 'kuume' }, session }),
    makeOp({ deskSeq: 3, session }),
  );
  const snapshot = () => store.readSnapshot({ scope, afterKey: null, limit: 10 });
  expect(await store.readUnread?.()).toBe(false);
  const before = await snapshot();
  expect(before.records).toEqual([]);
  expect(before.ops.map((op) => op.seq)).toEqual([1, 2, 3]);
  // The program that knows the kind starts on the same file.
  runSql(db, "update ops set op = replace(op, 'later.contact', 'contact')");
  expect(await store.readUnread?.()).toBe(true);
  const after = await snapshot();
  expect(after.records).toMatchObject([
    { seq: 3, state: { reason: [{ value: 'kuume', seq: 2 }], noteCount: 1 } },
  ]);
  expect(after.ops.map((op) => op.type)).toContain('contact.noteAdded');
  expect(await store.readUnread?.()).toBe(false);
});

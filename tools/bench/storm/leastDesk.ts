// The desk of L2: its edits wait in an encrypted SQLite outbox, go out in acknowledged batches, and shared ones of
// others are stored as they come.
import { io, type Socket } from 'socket.io-client';
import { openDatabase } from '../../../db/openDatabase.ts';
import { allRows, inTransaction, oneRow, runScript, runSql, type WritableDb } from '../../../db/sql.ts';
import { type LeastEdit, stormEdits } from './leastEdit.ts';

const batchMax = 500;

export class LeastDesk {
  readonly #db: WritableDb;
  #socket: Socket | null = null;
  #foreign = 0;
  #acked = 0;
  #isPushing = false;
  #connected = false;
  #onForeign: (edit: LeastEdit) => void = () => undefined;

  constructor(path: string) {
    this.#db = openDatabase({ kind: 'file', path, key: new Uint8Array(32).fill(9) });
    runScript(
      this.#db,
      `create table if not exists ops (desk_seq integer primary key, body text not null, acked integer not null default 0) strict;
       create table if not exists states (id text primary key, body text not null) strict;
       create table if not exists foreign_ops (id integer primary key, body text not null) strict;`,
    );
  }

  edit(edit: LeastEdit): void {
    inTransaction(this.#db, () => {
      runSql(this.#db, 'insert into ops (desk_seq, body) values (?, ?)', [
        edit.deskSeq,
        JSON.stringify(edit),
      ]);
      this.#putState(edit);
    });
  }

  /** A connected desk sends what it stores, one batch in flight. */
  editLive(edit: LeastEdit): void {
    this.edit(edit);
    if (!this.#isPushing) this.#push();
  }

  onForeign(listener: (edit: LeastEdit) => void): void {
    this.#onForeign = listener;
  }

  /** Making the offline edits is not measured, so it need not wait for the disk. */
  setDurable(durable: boolean): void {
    this.#db.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`);
    if (durable) this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  connect(port: number): void {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false });
    this.#socket = socket;
    socket.on('edits', (edits: readonly LeastEdit[]) => this.#take(edits));
    socket.on('connect', () => {
      socket.emit('hello', 0, (missed: readonly LeastEdit[]) => {
        this.#connected = true;
        this.#take(missed);
        this.#push();
      });
    });
  }

  get acked(): boolean {
    return this.#acked >= stormEdits;
  }

  get ackedUpTo(): number {
    return this.#acked;
  }

  get connected(): boolean {
    return this.#connected;
  }

  get foreign(): number {
    return this.#foreign;
  }

  get stored(): number {
    return oneRow<{ n: number }>(this.#db, 'select count(*) as n from ops')?.n ?? 0;
  }

  close(): void {
    this.#socket?.close();
    this.#db.close();
  }

  #take(edits: readonly LeastEdit[]): void {
    if (edits.length === 0) return;
    inTransaction(this.#db, () => {
      for (const edit of edits) {
        runSql(this.#db, 'insert into foreign_ops (body) values (?)', [JSON.stringify(edit)]);
        this.#putState(edit);
      }
    });
    this.#foreign += edits.length;
    for (const edit of edits) this.#onForeign(edit);
  }

  #putState(edit: LeastEdit): void {
    runSql(
      this.#db,
      'insert into states (id, body) values (?, ?) on conflict (id) do update set body = excluded.body',
      [`${edit.plan}.${edit.field}`, edit.value],
    );
  }

  #push(): void {
    const rows = allRows<{ body: string }>(
      this.#db,
      'select body from ops where acked = 0 order by desk_seq limit ?',
      [batchMax],
    );
    this.#isPushing = rows.length > 0;
    if (!this.#isPushing) return;
    const edits = rows.map((row) => JSON.parse(row.body) as LeastEdit);
    this.#socket?.emit('push', edits, (acked: number) => {
      inTransaction(this.#db, () =>
        runSql(this.#db, 'update ops set acked = 1 where desk_seq <= ?', [acked]),
      );
      this.#acked = acked;
      this.#push();
    });
  }
}

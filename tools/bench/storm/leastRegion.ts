// L2, the least server with our durability promise: acknowledged batches, one FULL transaction each, a state row beside
// each op row, shared edits passed on after the commit. No sign-in, no validation, no claims, no conflicts.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { openDatabase } from '../../../db/openDatabase.ts';
import { allRows, inTransaction, runScript, runSql } from '../../../db/sql.ts';
import type { LeastEdit } from './leastEdit.ts';

const [, , path = ''] = process.argv;
const db = openDatabase({ kind: 'file', path, key: new Uint8Array(32).fill(7) });
runScript(
  db,
  `create table ops (seq integer primary key, desk text not null, desk_seq integer not null, shared integer not null, body text not null,
     unique (desk, desk_seq)) strict;
   create table states (id text primary key, body text not null) strict;`,
);

const http = createServer();
const server = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  maxHttpBufferSize: 4_000_000,
});
server.on('connection', (socket) => {
  // A desk first asks for what it missed and from then on hears the rest as it comes.
  socket.on('hello', (after: number, answer: (missed: readonly LeastEdit[]) => void) => {
    const rows = allRows<{ body: string }>(
      db,
      'select body from ops where shared = 1 and seq > ? order by seq',
      [after],
    );
    answer(rows.map((row) => JSON.parse(row.body) as LeastEdit));
    void socket.join('live');
  });
  socket.on('push', (edits: readonly LeastEdit[], acknowledge: (acked: number) => void) => {
    inTransaction(db, () => {
      for (const edit of edits) {
        runSql(db, 'insert into ops (desk, desk_seq, shared, body) values (?, ?, ?, ?)', [
          edit.desk,
          edit.deskSeq,
          edit.shared ? 1 : 0,
          JSON.stringify(edit),
        ]);
        runSql(
          db,
          'insert into states (id, body) values (?, ?) on conflict (id) do update set body = excluded.body',
          [`${edit.plan}.${edit.field}`, edit.value],
        );
      }
    });
    acknowledge(edits.at(-1)?.deskSeq ?? 0);
    const shared = edits.filter((edit) => edit.shared);
    if (shared.length > 0) socket.to('live').emit('edits', shared);
  });
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);
});
process.on('SIGTERM', () => {
  db.close();
  process.exit(0);
});

// l2pg, the least server with our durability promise over PostgreSQL: one connection that writes, per batch a lock on
// the region, one statement (no duplicates, seq from the head, a state row beside each op row) and a commit.
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';
import type { LeastEdit } from './leastEdit.ts';

const [, , url = ''] = process.argv;
const db = new pg.Client({ connectionString: url });
await db.connect();
await db.query(
  `create table region (id integer primary key, head bigint not null);
   insert into region values (1, 0);
   create table ops (seq bigint primary key, desk text not null, desk_seq bigint not null, shared boolean not null, body text not null,
     unique (desk, desk_seq));
   create table states (id text primary key, body text not null);`,
);

const append = `
  with input as (
    select * from unnest($1::text[], $2::bigint[], $3::boolean[], $4::text[], $5::text[], $6::text[])
      with ordinality as i (desk, desk_seq, shared, body, cell, value, ord)
  ), fresh as (
    select *, row_number() over (order by ord) as place from input i
    where not exists (select from ops o where o.desk = i.desk and o.desk_seq = i.desk_seq)
  ), moved as (
    update region set head = head + (select count(*) from fresh) where id = 1 returning head
  ), logged as (
    insert into ops select moved.head - (select count(*) from fresh) + place, desk, desk_seq, shared, body from fresh, moved
  )
  insert into states select distinct on (cell) cell, value from fresh order by cell, place desc
    on conflict (id) do update set body = excluded.body`;

let turn: Promise<unknown> = Promise.resolve();

function store(edits: readonly LeastEdit[]): Promise<void> {
  const done = turn.then(async () => {
    await db.query('begin');
    await db.query('select pg_advisory_xact_lock(1, 1)');
    await db.query({
      name: 'append',
      text: append,
      values: [
        edits.map((edit) => edit.desk),
        edits.map((edit) => edit.deskSeq),
        edits.map((edit) => edit.shared),
        edits.map((edit) => JSON.stringify(edit)),
        edits.map((edit) => `${edit.plan}.${edit.field}`),
        edits.map((edit) => edit.value),
      ],
    });
    await db.query('commit');
  });
  turn = done;
  return done;
}

const http = createServer();
const server = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  maxHttpBufferSize: 4_000_000,
});
server.on('connection', (socket) => {
  socket.on('hello', async (after: number, answer: (missed: readonly LeastEdit[]) => void) => {
    const text = 'select body from ops where shared and seq > $1 order by seq';
    const { rows } = await db.query<{ body: string }>(text, [after]);
    void socket.join('live');
    answer(rows.map((row) => JSON.parse(row.body) as LeastEdit));
  });
  socket.on('push', async (edits: readonly LeastEdit[], acknowledge: (acked: number) => void) => {
    await store(edits);
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
process.on('SIGTERM', () => process.exit(0));

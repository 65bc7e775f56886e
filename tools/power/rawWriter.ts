// The least program with a durable promise: one row, one commit, one line said. It shows that the replay bites.
/// <reference path="../../db/betterSqlite3.d.ts" />
import Database from 'better-sqlite3';

const [, , file = '', synchronous = 'FULL', rows = '100'] = process.argv;
const database = new Database(file);
database.pragma('journal_mode = WAL');
// A reopened WAL file comes back as NORMAL; asking for FULL again is the whole point.
if (synchronous === 'FULL') database.pragma('synchronous = FULL');
database.exec('create table if not exists facts (id integer primary key, body text not null) strict');
const insert = database.prepare('insert into facts (body) values (?)');
for (let row = 0; row < Number(rows); row += 1) {
  insert.run(`fact ${row} ${'x'.repeat(200)}`);
  process.stdout.write(`${row + 1}\n`);
}
database.close();

// A desk's log in words: one line per op. Bodies are left out unless asked for, since they hold personal data.
import { readLogAfter } from '../db/opLog/deskLog.ts';
import type { LoggedOp } from '../db/opLog/opRow.ts';
import { openFolder } from './desk/openFolder.ts';

const rowsAtOnce = 1_000;

function inWords(op: LoggedOp, showsBody: boolean): string {
  const place = op.seq === null ? 'unsent' : `seq ${op.seq}`;
  const own = op.deskSeq === 0 ? op.by.desk : `own ${op.deskSeq}`;
  const refused = op.refused === null ? '' : ` refused: ${op.refused.reason}`;
  const body = showsBody ? ` ${JSON.stringify(op.body)}` : '';
  return `${op.at} ${place.padEnd(10)} ${own.padEnd(10)} ${op.by.user} ${op.type} ${op.record.id} basis ${op.basis}${refused}${body}`;
}

const folder = await openFolder('log:read');
if (folder === null) process.exit(2);
const showsBody = process.argv.includes('--bodies');
let after = 0;
for (let rows = readLogAfter(folder.db, after, rowsAtOnce); rows.length > 0; ) {
  for (const { local, op } of rows) {
    process.stdout.write(`${inWords(op, showsBody)}\n`);
    after = local;
  }
  rows = readLogAfter(folder.db, after, rowsAtOnce);
}
folder.close();

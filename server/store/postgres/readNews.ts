import { readOp } from '../../../db/region/ops.ts';
import type { SharedNews } from '../sharedLog.ts';
import type { Asked } from './readLog.ts';

const text = `
  select h.seq as head, (select value from region_values where name = 'epoch') as epoch,
    (select id from ops where seq = $1) as joins, o.op, o.fed, o.entered
  from log_head h
  left join lateral (
    select seq, op, fed, entered from ops where seq > $1 order by seq limit $2
  ) as o on true`;

interface Row {
  readonly head: number;
  readonly epoch: string;
  readonly joins: string | null;
  readonly op: string | null;
  readonly fed: string | null;
  readonly entered: string | null;
}

/** What was committed after a position, with the head of the same moment. */
export async function readNews(on: Asked, ask: { after: number; limit: number }): Promise<SharedNews> {
  const { rows } = await on.query<Row>({ name: 'news', text, values: [ask.after, ask.limit] });
  const ops = rows.flatMap(({ op, fed, entered }) =>
    op === null
      ? []
      : [{ op: readOp(op), chars: op.length, scopes: scopesIn(fed), entered: scopesIn(entered) }],
  );
  const [first] = rows;
  return { epoch: first?.epoch ?? '', head: first?.head ?? 0, joins: first?.joins ?? null, ops };
}

function scopesIn(text: string | null): string[] {
  return text === null ? [] : text.split('\t');
}

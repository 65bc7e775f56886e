import { readOp } from '../../../db/region/ops.ts';
import type { NewsAsk, NewsOp, SharedNews, UnheardOp } from '../sharedLog.ts';
import type { Asked } from './readLog.ts';

const text = `
  select h.seq as head, (select value from region_values where name = 'epoch') as epoch,
    (select id from ops where seq = $1) as joins,
    (select id || ' ' || (op::json ->> 'receivedAt') from ops where seq = (select seq from log_head)) as "headMark", o.*
  from log_head h
  left join lateral (
    select seq, id, desk, desk_seq as "deskSeq", fed, entered,
      case when $3::text[] is null or string_to_array(fed, chr(9)) && $3 then op end as op
    from ops where seq > $1 order by seq limit $2
  ) as o on true`;

interface Row extends Omit<UnheardOp, 'scopes' | 'entered' | 'seq'> {
  readonly head: number;
  readonly epoch: string;
  readonly joins: string | null;
  readonly headMark: string | null;
  readonly seq: number | null;
  readonly op: string | null;
  readonly fed: string | null;
  readonly entered: string | null;
}

/** What was committed after a position, with the head of the same moment. */
export async function readNews(on: Asked, { after, limit, scopes }: NewsAsk): Promise<SharedNews> {
  const { rows } = await on.query<Row>({ name: 'news', text, values: [after, limit, scopes ?? null] });
  const ops: NewsOp[] = [];
  const unheard: UnheardOp[] = [];
  for (const { seq, id, desk, deskSeq, op, ...row } of rows) {
    if (seq === null) continue;
    const told = { scopes: scopesIn(row.fed), entered: scopesIn(row.entered) };
    if (op === null) unheard.push({ seq, id, desk, deskSeq, ...told });
    else ops.push({ op: readOp(op), chars: op.length, ...told });
  }
  const [first] = rows;
  const { epoch, head = 0, joins = null, headMark = null } = first ?? {};
  return { epoch: epoch ?? '', head, joins, headMark, ops, unheard };
}

function scopesIn(text: string | null): string[] {
  return text === null ? [] : text.split('\t');
}

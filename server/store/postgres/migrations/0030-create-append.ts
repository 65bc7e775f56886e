import type { PostgresMigration } from './postgresMigrations.ts';

/** What tells every process how far the log reaches now. */
export const tellHead = "perform pg_notify('luotsi_head', (expected + many)::text)";

// One commit in one round trip. Columns come as lines: JSON has no raw line break, so nothing has to be escaped.
export const createAppend: PostgresMigration = {
  number: 30,
  name: 'create-append',
  up: `
    create function append_rows(
      expected bigint,
      op_seqs bigint[], op_ids text, op_desks text, op_desk_seqs bigint[], op_records text, op_refusals text,
      op_kept smallint[], op_texts text, op_fed text, op_entered text,
      record_keys text, record_kinds text, record_ids text, record_seqs bigint[], record_scopes_json text, record_states text,
      desk_names text, desk_high_waters bigint[],
      echo_desks text, echo_desk_seqs bigint[], echo_seqs bigint[], echo_texts text
    ) returns text language plpgsql volatile as $body$
    declare
      lf constant text := chr(10);
      tab constant text := chr(9);
      many constant integer := cardinality(op_seqs);
    begin
      -- A statement of its own: what follows sees everything that was committed before the row was ours.
      update log_head set seq = seq + many where seq = expected;
      if not found then
        return 'moved';
      end if;

      insert into ops
        select c.seq, c.id, c.desk, c.desk_seq, c.record, nullif(c.refused, ''), c.kept, c.op, nullif(c.fed, ''),
          nullif(c.entered, '')
        from rows from (unnest(op_seqs), string_to_table(op_ids, lf), string_to_table(op_desks, lf), unnest(op_desk_seqs),
          string_to_table(op_records, lf), string_to_table(op_refusals, lf), unnest(op_kept), string_to_table(op_texts, lf),
          string_to_table(op_fed, lf), string_to_table(op_entered, lf))
          as c (seq, id, desk, desk_seq, record, refused, kept, op, fed, entered);

      insert into feed
        select s.scope, c.seq, c.seq
        from rows from (unnest(op_seqs), string_to_table(op_fed, lf)) as c (seq, fed)
        cross join lateral string_to_table(c.fed, tab) as s (scope)
        where c.fed <> '';

      if op_entered ~ '[^\\n]' then
        insert into feed
          select s.scope, c.seq, o.seq
          from rows from (unnest(op_seqs), string_to_table(op_records, lf), string_to_table(op_entered, lf))
            as c (seq, record, entered)
          cross join lateral string_to_table(c.entered, tab) as s (scope)
          cross join lateral (
            select seq from ops where ops.record = c.record and ops.refused is null and ops.seq < c.seq
          ) as o
          where c.entered <> ''
          on conflict do nothing;
      end if;

      if record_keys <> '' then
        insert into records
          select * from rows from (string_to_table(record_keys, lf), string_to_table(record_kinds, lf),
            string_to_table(record_ids, lf), unnest(record_seqs), string_to_table(record_scopes_json, lf),
            string_to_table(record_states, lf))
          on conflict (record) do update set seq = excluded.seq, scopes = excluded.scopes, state = excluded.state;
        insert into record_scopes
          select s.scope, c.record
          from rows from (string_to_table(record_keys, lf), string_to_table(record_scopes_json, lf)) as c (record, scopes)
          cross join lateral json_array_elements_text(c.scopes::json) as s (scope)
          on conflict do nothing;
      end if;

      insert into desks
        select c.desk, c.high_water, null
        from rows from (string_to_table(desk_names, lf), unnest(desk_high_waters)) as c (desk, high_water)
        on conflict (desk) do update set high_water = greatest(desks.high_water, excluded.high_water);

      -- The same desk may have sent them by way of another process a moment ago.
      insert into echoes
        select c.desk, c.desk_seq, c.seq, nullif(c.op, '')
        from rows from (string_to_table(echo_desks, lf), unnest(echo_desk_seqs), unnest(echo_seqs),
          string_to_table(echo_texts, lf)) as c (desk, desk_seq, seq, op)
        on conflict do nothing;

      if many > 0 then
        ${tellHead};
      end if;
      return 'ok';
    end
    $body$;
  `,
};

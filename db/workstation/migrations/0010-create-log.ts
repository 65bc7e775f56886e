import type { Migration } from '../../migrate.ts';

/**
 * The log of a desk: own ops and those the region sent. `desk_seq` is set for own ops only, `seq` once the region
 * has ordered an op. `open` marks own ops that still stand on top of the confirmed record; the index on it is the
 * outbox, so a command writes no second table.
 */
export const createLog: Migration = {
  number: 10,
  name: 'create-log',
  up: `
create table ops (
  local integer primary key,
  id text not null,
  record_kind text not null,
  record_id text not null,
  type text not null,
  version integer not null,
  body text not null,
  basis integer not null,
  actor text not null,
  session text not null,
  at text not null,
  skew_ms integer not null,
  desk_seq integer,
  action_id text not null,
  action_part integer not null,
  action_of integer not null,
  seq integer,
  received_at text,
  refused text,
  open integer not null
) strict;
create index ops_by_record on ops (record_id, type);
create unique index ops_by_seq on ops (seq) where seq is not null;
create index ops_open_by_desk_seq on ops (desk_seq) where open = 1;

create table parked_ops (
  seq integer primary key,
  record_kind text not null,
  record_id text not null,
  op text not null
) strict;
create index parked_ops_by_record_id on parked_ops (record_id);

create table refusals (
  op_id text primary key,
  record_kind text not null,
  record_id text not null,
  type text not null,
  made_at text not null,
  refusal text not null,
  dismissed integer not null default 0
) strict;
`,
};

import type { Migration } from '../../migrate.ts';

/**
 * Projections of the log. `records` holds what the region confirmed; what a desk shows is that with its open ops
 * folded on top, so it is never stored. `record_bases` are the states a snapshot began with: log plus bases rebuild
 * everything else here.
 */
export const createRecords: Migration = {
  number: 20,
  name: 'create-records',
  up: `
create table record_bases (
  kind text not null,
  id text not null,
  seq integer not null,
  state text not null,
  primary key (kind, id)
) strict, without rowid;

create table records (
  kind text not null,
  id text not null,
  confirmed_seq integer not null,
  confirmed text not null,
  primary key (kind, id)
) strict, without rowid;

create table contact_rows (
  contact_id text primary key,
  phase text not null,
  sort_at text not null,
  client_id text,
  row text not null
) strict;
create index contact_rows_by_phase on contact_rows (phase, sort_at);

create table handoff_rows (
  handoff_id text primary key,
  phase text not null,
  sort_at text not null,
  from_unit text not null,
  to_unit text not null
) strict;
create index handoff_rows_by_phase on handoff_rows (phase, sort_at);

create table client_rows (
  local integer primary key,
  client_id text not null unique,
  row text not null,
  words text not null
) strict;
create virtual table client_words using fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');
`,
};

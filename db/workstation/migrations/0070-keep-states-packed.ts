import type { Migration } from '../../migrate.ts';

/**
 * States that a snapshot brought stay in the pieces they came in: one is the base of its record, and its confirmed state
 * for as long as `records` has no newer one. Every state in a piece has its row here.
 */
export const keepStatesPacked: Migration = {
  number: 70,
  name: 'keep-states-packed',
  up: `
create table state_packs (
  pack integer primary key,
  packed blob not null
) strict;

create table packed_states (
  kind text not null,
  id text not null,
  seq integer not null,
  pack integer not null,
  place integer not null,
  primary key (kind, id)
) strict, without rowid;
`,
};

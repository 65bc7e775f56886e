import type { Migration } from '../../migrate.ts';

/** What belongs to the desk itself: its name, where it stands in the region's feed, who signed in here. */
export const createDesk: Migration = {
  number: 30,
  name: 'create-desk',
  up: `
create table meta (
  name text primary key,
  value text not null
) strict, without rowid;

create table cursors (
  scope text primary key,
  pos integer not null
) strict, without rowid;

create table sign_ins (
  user text primary key,
  verifier text not null,
  grant text not null,
  last_at text not null
) strict, without rowid;

create table preferences (
  user text primary key,
  body text not null
) strict, without rowid;
`,
};

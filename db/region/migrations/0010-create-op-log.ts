import type { Migration } from '../../migrate.ts';

export const createOpLog: Migration = {
  number: 10,
  name: 'create-op-log',
  up: `
    create table ops (
      seq integer primary key,
      id text not null unique,
      desk text not null,
      desk_seq integer not null,
      record text not null,
      refused text,
      kept integer not null,
      op text not null,
      unique (desk, desk_seq)
    ) strict;
    create index ops_by_record on ops (record, seq);

    -- An op that came again under another name: it points at its first outcome.
    create table echoes (
      desk text not null,
      desk_seq integer not null,
      seq integer not null,
      op text,
      primary key (desk, desk_seq)
    ) strict, without rowid;

    create table feed (
      scope text not null,
      pos integer not null,
      seq integer not null,
      primary key (scope, pos, seq)
    ) strict, without rowid;

    create table records (
      record text primary key,
      kind text not null,
      id text not null,
      seq integer not null,
      scopes text not null,
      state text not null
    ) strict;
    create table record_scopes (
      scope text not null,
      record text not null,
      primary key (scope, record)
    ) strict, without rowid;

    create table desks (
      desk text primary key,
      high_water integer not null,
      copied_from text
    ) strict, without rowid;
  `,
};

import type { PostgresMigration } from './postgresMigrations.ts';

// Texts are compared by their bytes, as SQLite does: a key means the same place in both stores.
export const createLog: PostgresMigration = {
  number: 10,
  name: 'create-log',
  up: `
    -- The one row every commit changes first: whoever holds it gives the next numbers, and they become visible in order.
    create table log_head (
      one boolean primary key default true check (one),
      seq bigint not null
    ) with (fillfactor = 10);
    insert into log_head (seq) values (0);

    create table ops (
      seq bigint primary key,
      id text collate "C" not null constraint ops_id unique,
      desk text collate "C" not null,
      desk_seq bigint not null,
      record text collate "C" not null,
      refused text,
      kept smallint not null,
      op text not null,
      -- Scopes it was fed to and scopes its record entered with it, by tabs: what another process tells its desks.
      fed text,
      entered text,
      unique (desk, desk_seq)
    );
    create index ops_by_record on ops (record, seq);

    create table echoes (
      desk text collate "C" not null,
      desk_seq bigint not null,
      seq bigint not null,
      op text,
      primary key (desk, desk_seq)
    );

    create table feed (
      scope text collate "C" not null,
      pos bigint not null,
      seq bigint not null,
      primary key (scope, pos, seq)
    );

    create table records (
      record text collate "C" primary key,
      kind text not null,
      id text not null,
      seq bigint not null,
      scopes text not null,
      state text not null
    );
    create table record_scopes (
      scope text collate "C" not null,
      record text collate "C" not null,
      primary key (scope, record)
    );

    create table desks (
      desk text collate "C" primary key,
      high_water bigint not null,
      copied_from text collate "C"
    ) with (fillfactor = 70);
  `,
};

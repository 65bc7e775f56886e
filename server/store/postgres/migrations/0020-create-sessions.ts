import type { PostgresMigration } from './postgresMigrations.ts';

export const createSessions: PostgresMigration = {
  number: 20,
  name: 'create-sessions',
  up: `
    create table users (
      "user" text collate "C" primary key,
      name text not null,
      role text not null,
      unit text not null,
      scopes text not null,
      password_hash text not null
    );
    create table units (
      unit text collate "C" primary key,
      names text not null
    );
    create table sessions (
      id text collate "C" primary key,
      "user" text not null,
      name text not null,
      role text not null,
      unit text not null,
      scopes text not null,
      desk text not null,
      expires_at_ms bigint not null,
      refresh_issued bigint not null,
      refresh_used bigint not null,
      ended smallint not null
    );
    create table region_values (
      name text collate "C" primary key,
      value text not null
    );
    -- Failed sign-ins of all processes; old ones are deleted.
    create table failed_tries (
      key text collate "C" not null,
      at timestamptz not null default clock_timestamp()
    );
    create index failed_tries_by_key on failed_tries (key, at);
    create index failed_tries_by_at on failed_tries (at);
  `,
};

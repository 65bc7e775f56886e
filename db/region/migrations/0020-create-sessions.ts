import type { Migration } from '../../migrate.ts';

export const createSessions: Migration = {
  number: 20,
  name: 'create-sessions',
  up: `
    create table users (
      user text primary key,
      name text not null,
      role text not null,
      unit text not null,
      scopes text not null,
      password_hash text not null
    ) strict;
    create table units (
      unit text primary key,
      names text not null
    ) strict;
    create table sessions (
      id text primary key,
      user text not null,
      name text not null,
      role text not null,
      unit text not null,
      scopes text not null,
      desk text not null,
      expires_at_ms integer not null,
      refresh_issued integer not null,
      refresh_used integer not null,
      ended integer not null
    ) strict;
    create table region_values (
      name text primary key,
      value text not null
    ) strict;
  `,
};

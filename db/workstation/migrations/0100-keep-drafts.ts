import type { Migration } from '../../migrate.ts';

/** What people began to write at this desk and have not sent: it outlives the window, and goes nowhere else. */
export const keepDrafts: Migration = {
  number: 100,
  name: 'keep-drafts',
  up: `create table drafts (
    user text not null,
    key text not null,
    value text not null,
    at text not null,
    primary key (user, key)
  ) strict`,
};

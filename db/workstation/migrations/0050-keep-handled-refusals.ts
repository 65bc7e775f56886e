import type { Migration } from '../../migrate.ts';

/** What became of a refused op: seen, kept as a note or put aside, by whom, when and why. Null while it waits for a person. */
export const keepHandledRefusals: Migration = {
  number: 50,
  name: 'keep-handled-refusals',
  up: 'alter table refusals add column handled text',
};

import type { Migration } from '../../migrate.ts';

/** What is read by this index has a place in the region's order: a note that has none yet need not stand in it. */
export const findSettledNotes: Migration = {
  number: 90,
  name: 'find-settled-notes',
  up: `
drop index ops_notes;
create index ops_notes on ops (record_id, type, seq)
  where seq is not null and type in ('contact.noteAdded', 'handoff.noteAdded');
`,
};

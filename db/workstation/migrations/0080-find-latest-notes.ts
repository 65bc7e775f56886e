import type { Migration } from '../../migrate.ts';

/** A view of a record with tens of thousands of notes reads the latest of them, and not all to find those. */
export const findLatestNotes: Migration = {
  number: 80,
  name: 'find-latest-notes',
  up: `
create index ops_notes on ops (record_id, type, seq)
  where type in ('contact.noteAdded', 'handoff.noteAdded');
`,
};

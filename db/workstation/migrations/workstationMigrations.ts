import type { Migration } from '../../migrate.ts';
import { createLog } from './0010-create-log.ts';
import { createRecords } from './0020-create-records.ts';
import { createDesk } from './0030-create-desk.ts';
import { keepHandledRefusals } from './0050-keep-handled-refusals.ts';
import { findContactsOfClient } from './0060-find-contacts-of-client.ts';
import { keepStatesPacked } from './0070-keep-states-packed.ts';
import { findLatestNotes } from './0080-find-latest-notes.ts';
import { findSettledNotes } from './0090-find-settled-notes.ts';
import { keepDrafts } from './0100-keep-drafts.ts';

/** In order, never edited once released; additive while two versions are in the field. */
export const workstationMigrations: readonly Migration[] = [
  createLog,
  createRecords,
  createDesk,
  keepHandledRefusals,
  findContactsOfClient,
  keepStatesPacked,
  findLatestNotes,
  findSettledNotes,
  keepDrafts,
];

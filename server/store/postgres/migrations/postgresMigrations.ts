import { createLog } from './0010-create-log.ts';
import { createSessions } from './0020-create-sessions.ts';
import { createAppend } from './0030-create-append.ts';
import { keepStatesWhole } from './0040-keep-states-whole.ts';
import { appendInHistory } from './0050-append-in-history.ts';
import { tellOnlyOthers } from './0060-tell-only-others.ts';

/** One stage of the schema. Numbers go by tens, so a hotfix fits between; a released one is never edited. */
export interface PostgresMigration {
  readonly number: number;
  readonly name: string;
  readonly up: string;
}

export const postgresMigrations: readonly PostgresMigration[] = [
  createLog,
  createSessions,
  createAppend,
  keepStatesWhole,
  appendInHistory,
  tellOnlyOthers,
];

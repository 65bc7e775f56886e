import type { Migration } from '../../migrate.ts';
import { createOpLog } from './0010-create-op-log.ts';
import { createSessions } from './0020-create-sessions.ts';
import { findKeptOps } from './0030-find-kept-ops.ts';

export const regionMigrations: readonly Migration[] = [createOpLog, createSessions, findKeptOps];

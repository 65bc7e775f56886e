import type { Migration } from '../../migrate.ts';

/** A snapshot asks of every record what the log alone holds of it: mostly nothing, which this tells without reading its ops. */
export const findKeptOps: Migration = {
  number: 30,
  name: 'find-kept-ops',
  up: 'create index ops_kept on ops (record, seq) where kept = 1 and refused is null;',
};

import type { Migration } from '../../migrate.ts';

/** A repeat caller's earlier contacts are looked for whenever a contact is shown. */
export const findContactsOfClient: Migration = {
  number: 60,
  name: 'find-contacts-of-client',
  up: 'create index contact_rows_by_client on contact_rows (client_id, sort_at) where client_id is not null;',
};

import { createAppend, tellHead } from './0030-create-append.ts';
import type { PostgresMigration } from './postgresMigrations.ts';

const appendTellingOthers = createAppend.up
  .replace('create function', 'create or replace function')
  .replace(tellHead, `${tellHead} from log_head where listeners > 1`);

// A process that is alone need not hear of its own commits, a twelfth of an edit's way to another desk. Listeners are counted
// under the lock that every commit takes: whatever is committed after a newcomer was counted is told. Until somebody counts
// there may be others.
export const tellOnlyOthers: PostgresMigration = {
  number: 60,
  name: 'tell-only-others',
  up: `
    alter table log_head add column listeners bigint not null default 2;

    create function listeners_now() returns bigint language sql volatile as $body$
      select count(*) from pg_stat_activity
      where datname = current_database() and application_name = 'luotsi listener'
    $body$;

    create function count_listeners() returns void language plpgsql volatile as $body$
    begin
      -- A statement of its own: what is counted is what there is once the row is ours.
      perform from log_head for update;
      update log_head set listeners = listeners_now();
    end
    $body$;

    ${appendTellingOthers}
  `,
};

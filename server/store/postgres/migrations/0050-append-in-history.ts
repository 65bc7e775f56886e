import type { PostgresMigration } from './postgresMigrations.ts';

// Called with what the commit came to, so the log's lock is held: whoever gives the history another name waits for it.
export const appendInHistory: PostgresMigration = {
  number: 50,
  name: 'append-in-history',
  up: `
    create function in_history(epoch text, result text) returns text language plpgsql volatile as $body$
    begin
      if result = 'ok' and epoch <> (select value from region_values where name = 'epoch') then
        raise exception 'the history has another name'
          using errcode = 'check_violation', constraint = 'history_renamed';
      end if;
      return result;
    end
    $body$;
  `,
};

import { afterAll, beforeAll } from 'vitest';
import { migratePostgres } from '../../server/store/postgres/preparePostgres.ts';
import { type PostgresServer, startPostgres } from '../../tools/postgres/startPostgres.ts';
import { scratchFolder } from './scratchFolder.ts';

export const runningRole = 'luotsi_region';

export interface OnePostgres {
  readonly server: () => PostgresServer;
  /** A database of its own with the region's tables; gives its name. */
  makeDatabase(): Promise<string>;
  /** While the work runs no commit is noticed by another process. */
  withoutNotices(database: string, work: () => Promise<void>): Promise<void>;
  /** As the role that runs a region. */
  url(database: string): string;
}

const template = 'luotsi_template';

/** A real PostgreSQL for the tests of one file. */
export function onePostgres(settings: readonly string[] = []): OnePostgres {
  let started: PostgresServer | undefined;
  let made = 0;
  const server = () => {
    if (started === undefined) throw new Error('PostgreSQL has not been started');
    return started;
  };
  beforeAll(async () => {
    started = await startPostgres({ folder: scratchFolder(), settings });
    await started.sql('postgres', `create role ${runningRole} login`);
    await started.sql('postgres', `create database ${template}`);
    await migratePostgres(started.url(template), { runningRole });
  });
  afterAll(async () => {
    await started?.stop('crash');
  });
  return {
    server,
    async makeDatabase() {
      made += 1;
      const name = `region_${made}`;
      await server().sql('postgres', `create database ${name} template ${template}`);
      return name;
    },
    async withoutNotices(database, work) {
      const [row] = await server().sql(
        database,
        "select pg_get_functiondef('luotsi.append_rows'::regproc) as text",
      );
      const text = String(row?.text);
      await server().sql(database, text.replace('perform pg_notify', 'perform concat'));
      await work().finally(() => server().sql(database, text));
    },
    url: (database) => server().url(database, runningRole),
  };
}

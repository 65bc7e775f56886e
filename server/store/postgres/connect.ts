import pg from 'pg';

const int8 = 20;
const connectMsMax = 5_000;
/** Above what any single statement of ours takes; a server that stopped answering is left and looked for again. */
const statementMsMax = 15_000;
const answerMsMax = 20_000;

/** A region process that hangs must not keep the log to itself: the server ends its transaction and lets others on. */
const holdMsMax = 4_000;
const lockMsMax = 10_000;

/** Our numbers stay far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Listeners are counted by their name: each process has one. */
export type PostgresRole = 'writer' | 'reader' | 'listener' | 'teller' | 'owner';

/** What every connection is opened with: also an answer that was promised durable is, whatever the server's default says. */
export function connectionSettings(url: string, role: PostgresRole): pg.ClientConfig {
  const settings = {
    search_path: 'luotsi',
    // What processes tell each other may be lost; nothing else may.
    synchronous_commit: role === 'listener' || role === 'teller' ? 'off' : 'on',
    default_transaction_isolation: 'read\\ committed',
    statement_timeout: role === 'owner' ? 0 : statementMsMax,
    lock_timeout: lockMsMax,
    idle_in_transaction_session_timeout: holdMsMax,
    jit: 'off',
  };
  return {
    connectionString: url,
    application_name: `luotsi ${role}`,
    connectionTimeoutMillis: connectMsMax,
    ...(role === 'owner' ? {} : { query_timeout: answerMsMax }),
    keepAlive: true,
    keepAliveInitialDelayMillis: connectMsMax,
    pipeline: role === 'writer',
    types,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  };
}

/** One connection that is made anew when it broke. */
export interface Line {
  /** `isAgain` until a first work on a connection that replaced a broken one succeeded. */
  use<T>(work: (client: pg.Client, isAgain: boolean) => Promise<T>): Promise<T>;
  /** The server's process behind the connection, as notices name it. */
  pid(): number;
  close(): Promise<void>;
}

interface Made {
  readonly client: pg.Client;
  isAgain: boolean;
}

export function openLine(settings: pg.ClientConfig): Line {
  let current: Made | null = null;
  let connecting: Promise<Made> | null = null;
  let pid = 0;
  let closed = false;

  async function connect(): Promise<Made> {
    const client = new pg.Client(settings);
    const made = { client, isAgain: pid !== 0 };
    const drop = () => {
      if (current === made) current = null;
    };
    client.on('error', drop);
    client.on('end', drop);
    await client.connect();
    const asked = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    pid = asked.rows[0]?.pid ?? 0;
    current = made;
    return made;
  }

  return {
    async use(work) {
      if (closed) throw new Error('the connection is closed');
      if (current === null)
        connecting ??= connect().finally(() => {
          connecting = null;
        });
      const line = current ?? (await connecting) ?? (await connect());
      const result = await work(line.client, line.isAgain);
      line.isAgain = false;
      return result;
    },
    pid: () => pid,
    async close() {
      closed = true;
      await current?.client.end();
    },
  };
}

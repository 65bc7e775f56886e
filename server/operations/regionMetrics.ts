import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { LogRow } from '../../db/region/ops.ts';
import { knownFact } from '../../shared/op/opCatalogue.ts';

export interface RegionMetrics {
  committed(commit: { readonly rows: readonly LogRow[]; readonly ms: number }): void;
  answered(request: string, code: string): void;
  desksConnected(count: number): void;
  pageSent(ops: number): void;
}

export const noMetrics: RegionMetrics = {
  committed: () => {},
  answered: () => {},
  desksConnected: () => {},
  pageSent: () => {},
};

/** Figures for Prometheus; a registry of its own, so several regions fit in one test process. */
export function createRegionMetrics(): RegionMetrics & {
  text(): Promise<string>;
  readonly contentType: string;
} {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const ops = new Counter({
    name: 'luotsi_ops_total',
    help: 'Ops in the log by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'luotsi_commit_seconds',
    help: 'Time of one durable commit',
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const groupOps = new Histogram({
    name: 'luotsi_commit_ops',
    help: 'Ops in one commit',
    buckets: [1, 2, 5, 10, 50, 100, 500, 2000],
    registers,
  });
  // What is counted with every message is added up here and looked at when somebody asks.
  const answered = new Map<string, { readonly request: string; readonly code: string; many: number }>();
  new Counter({
    name: 'luotsi_answers_total',
    help: 'Answers to desks by request and code',
    labelNames: ['request', 'code'],
    registers,
    collect() {
      for (const { request, code, many } of answered.values()) this.inc({ request, code }, many);
      answered.clear();
    },
  });
  const desks = new Gauge({ name: 'luotsi_desks_connected', help: 'Desks connected now', registers });
  let fedSince = 0;
  new Counter({
    name: 'luotsi_ops_fed_total',
    help: 'Ops sent to desks in pages',
    registers,
    collect() {
      this.inc(fedSince);
      fedSince = 0;
    },
  });
  return {
    committed(commit) {
      if (commit.rows.length === 0) return;
      commitSeconds.observe(commit.ms / 1_000);
      groupOps.observe(commit.rows.length);
      for (const [outcome, rows] of Map.groupBy(commit.rows, outcomeOf)) ops.inc({ outcome }, rows.length);
    },
    answered(request, code) {
      const name = `${request} ${code}`;
      const known = answered.get(name);
      if (known === undefined) answered.set(name, { request, code, many: 1 });
      else known.many += 1;
    },
    desksConnected: (count) => desks.set(count),
    pageSent(count) {
      fedSince += count;
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function outcomeOf({ op, refused }: LogRow): string {
  if (refused !== null) return refused.reason;
  return knownFact(op.type, op.version) === null ? 'parked' : 'accepted';
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tellFigure } from '../../../tools/trust/trustFigure.ts';
import type { Losses } from './callRecorder.ts';

const file = fileURLToPath(new URL('../../../out/kill-report.json', import.meta.url));

export interface KillFigures extends Losses {
  readonly kills: number;
  readonly acknowledged: number;
  /** From the kill until the desk shows the call again. */
  readonly resumeMs: { readonly p50: number; readonly p95: number; readonly max: number };
}

const checkOf: Readonly<Record<string, string>> = {
  engine: 'R01',
  renderer: 'R02',
  main: 'R02',
  region: 'R03',
};

/** Each kind of kill has its row; the file is the evidence that a reader asks for. */
export function reportKills(part: string, figures: KillFigures): void {
  mkdirSync(dirname(file), { recursive: true });
  const report = { ...readReport(), [part]: figures };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  const { kills, acknowledged, lost, doubled, elsewhere, resumeMs } = figures;
  tellFigure({
    check: checkOf[part] ?? 'R01',
    part: `kill -9 of the ${part}`,
    figure: `${kills} kills, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, ${elsewhere} elsewhere, back p50 ${resumeMs.p50} ms, p95 ${resumeMs.p95} ms`,
  });
  process.stdout.write(`kills of ${part}: ${JSON.stringify(figures)}\n`);
}

export function quantiles(ms: readonly number[]): KillFigures['resumeMs'] {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function readReport(): Record<string, unknown> {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof report === 'object' && report !== null ? { ...report } : {};
  } catch {
    // The first row of this run.
    return {};
  }
}

export function killCount(name: string, usual: number): number {
  const asked = Number(process.env[name] ?? usual);
  return Number.isInteger(asked) && asked > 0 ? asked : usual;
}

/** Even over the whole span, and the same in every run: a figure that moves by chance cannot be compared. */
export function randomMoments(seed: number): (msMax: number) => number {
  let state = seed >>> 0;
  return (msMax) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32) * msMax;
  };
}

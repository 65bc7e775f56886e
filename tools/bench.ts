// `npm run bench [-- name…] [--json] [--runs N]`: every figure of the product beside its raw baseline from the same run.
import { parseArgs } from 'node:util';
import { benches } from './bench/benchTable.ts';
import { type Bench, type Figure, figureOf, type NamedRound } from './bench/figures.ts';

const runsLeast = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: String(runsLeast) },
    /** Of the large ones: `--scale 0.1` measures a tenth. */
    scale: { type: 'string', default: '1' },
  },
});
const runs = Math.max(1, Number(values.runs));
process.env.LUOTSI_BENCH_SCALE = values.scale;
const wanted = benches.filter(
  (bench) => positionals.length === 0 || positionals.some((name) => isMeant(bench.name, name)),
);
if (wanted.length === 0) {
  process.stderr.write(`No such figure. There are: ${benches.map((bench) => bench.name).join(', ')}\n`);
  process.exit(2);
}

/** A word of the name; a whole name means that one alone, though others begin with it. */
function isMeant(name: string, asked: string): boolean {
  return benches.some((bench) => bench.name === asked) ? name === asked : name.includes(asked);
}

const rounds = new Map<string, { unit: string; rounds: NamedRound[] }>();
const missing: { name: string; why: string }[] = [];
for (let run = 0; run < runs; run += 1) {
  // Every round starts with another figure and swaps product and baseline: no one always has the quiet machine.
  const order = wanted
    .map((_bench, at) => wanted[(at + run) % wanted.length])
    .filter((bench) => bench !== undefined);
  for (const bench of order) await oneRound(bench, run);
}
const figures = [...rounds].map(([name, { unit, rounds: made }]) => figureOf(name, unit, made));
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else for (const figure of figures) process.stdout.write(`${lineOf(figure)}\n`);
for (const { name, why } of missing) process.stderr.write(`${name}: not measured: ${why}\n`);
process.exit(missing.length > 0 ? 1 : 0);

async function oneRound(bench: Bench, run: number): Promise<void> {
  if (missing.some((one) => one.name === bench.name)) return;
  if (!values.json) process.stderr.write(`round ${run + 1} of ${runs}: ${bench.name}\n`);
  try {
    for (const round of await bench.round(run % 2 === 0)) {
      const name = round.part === '' ? bench.name : `${bench.name}.${round.part}`;
      const known = rounds.get(name) ?? { unit: round.unit ?? bench.unit, rounds: [] };
      known.rounds.push(round);
      rounds.set(name, known);
    }
  } catch (error) {
    missing.push({ name: bench.name, why: error instanceof Error ? error.message : String(error) });
  }
}

function lineOf(figure: Figure): string {
  const { name, value, unit, baseline, ratio } = figure;
  return `${name}: ${value} ${unit}, baseline ${baseline} ${unit}, ratio ${ratio.min} / ${ratio.median} / ${ratio.max}, ${figure.runs} runs`;
}

// `npm run -s sim -- --seed N --desks N --ops N [--runs N] [--json]`: the real engine and the real region in virtual
// time over a wire that loses, repeats and reorders. The same seed is the same run.
import { readScriptLibrary } from '../platform/scriptLibrary.ts';
import { endWithUsage, readCommandLine } from './commandLine.ts';
import { isSound } from './sim/check/verdict.ts';
import { silentLog } from './sim/silentLog.ts';
import { type RunResult, runWorld } from './sim/simWorld.ts';

const usage = 'npm run -s sim -- [--seed N] [--desks N] [--ops N] [--runs N] [--json] [--first] [--tell]';
const { values } = readCommandLine(
  {
    options: {
      seed: { type: 'string', default: '1' },
      desks: { type: 'string', default: '4' },
      ops: { type: 'string', default: '80' },
      runs: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      /** Ends at the first seed that breaks a promise. */
      first: { type: 'boolean', default: false },
      /** Prints every act of the run, to look into one seed. */
      tell: { type: 'boolean', default: false },
    },
  },
  usage,
);
const [seed, desks, ops, runs] = [values.seed, values.desks, values.ops, values.runs].map(Number);
if (![seed, desks, ops, runs].every((one) => Number.isSafeInteger(one) && (one ?? -1) >= 0))
  endWithUsage('seed, desks, ops and runs are whole numbers', usage);
if ((desks ?? 0) < 1 || (runs ?? 0) < 1)
  endWithUsage('a run needs a desk, and a simulation needs a run', usage);

const { scripts } = readScriptLibrary(new URL('../shared/script/library', import.meta.url).pathname);
const started = performance.now();
const total = { acknowledged: 0, lost: 0, doubled: 0, diverged: 0, claimsHeldTwice: 0 };
const failingSeeds: number[] = [];
for (let run = 0; run < (runs ?? 1) && !(values.first && failingSeeds.length > 0); run += 1) {
  const mine = (seed ?? 1) + run;
  const tell = (at: number, what: string): void => void process.stderr.write(`${at} ${what}\n`);
  const result = await runWorld({
    seed: mine,
    desks: desks ?? 4,
    ops: ops ?? 80,
    scripts,
    log: silentLog,
    ...(values.tell ? { tell } : {}),
  });
  add(result);
  if (!isSound(result)) {
    failingSeeds.push(mine);
    process.stderr.write(`seed ${mine} broke a promise:\n  ${result.words.join('\n  ')}\n`);
  }
}
const ms = Math.round(performance.now() - started);
const summary = { seed, desks, ops, runs, ...total, failingSeeds, ms };
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${runs} runs of ${ops} acts at ${desks} desks from seed ${seed}: ${total.acknowledged} acknowledged, ` +
        `${total.lost} lost, ${total.doubled} doubled, ${total.diverged} diverged, ` +
        `${total.claimsHeldTwice} claims held twice, ${ms} ms\n`,
);
process.exit(failingSeeds.length > 0 ? 1 : 0);

function add(result: RunResult): void {
  total.acknowledged += result.acknowledged;
  total.lost += result.lost;
  total.doubled += result.doubled;
  total.diverged += result.diverged;
  total.claimsHeldTwice += result.claimsHeldTwice;
}

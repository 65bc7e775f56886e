// `npm run -s sim -- --seed N --desks N --ops N [--runs N] [--json]`: the real engine and the real region in virtual
// time over a wire that loses, repeats and reorders. The same seed is the same run.
import { availableParallelism } from 'node:os';
import { readScriptLibrary } from '../platform/scriptLibrary.ts';
import { endWithUsage, readCommandLine } from './commandLine.ts';
import { emptyVerdict, isSound } from './sim/check/verdict.ts';
import { searchPlanted } from './sim/planted/searchPlanted.ts';
import { runSeeds } from './sim/runSeeds.ts';
import { makeSchedule } from './sim/schedule.ts';
import { shrinkSchedule } from './sim/shrink.ts';
import { silentLog } from './sim/silentLog.ts';
import { type RunResult, runSchedule } from './sim/simWorld.ts';
import { type Told, tellStory } from './sim/story.ts';

const fewRuns = 20;
const usage =
  'npm run -s sim -- [--seed N] [--desks N] [--ops N] [--runs N] [--processes N] [--workers N] [--disks] [--json] [--first] [--tell] [--shrink] [--planted]';
const { values } = readCommandLine(
  {
    options: {
      seed: { type: 'string', default: '1' },
      desks: { type: 'string', default: '4' },
      ops: { type: 'string', default: '80' },
      runs: { type: 'string', default: '1' },
      /** Processes of the region over one database; 0 lets each seed decide. */
      processes: { type: 'string', default: '0' },
      /** Processors to run seeds on; 0 takes all there are for many runs. */
      workers: { type: 'string', default: '0' },
      /** Twice the tricks, many of them with disks that are copied and set back. */
      disks: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      /** Ends at the first seed that breaks a promise. */
      first: { type: 'boolean', default: false },
      /** Prints every act of the run, to look into one seed. */
      tell: { type: 'boolean', default: false },
      /** Searches for each planted mistake instead, on a copy of the source, within as many runs. */
      planted: { type: 'boolean', default: false },
      /** Tells the first failing seed again with as little as still fails. */
      shrink: { type: 'boolean', default: false },
    },
  },
  usage,
);
const numbers = [values.seed, values.desks, values.ops, values.runs, values.processes, values.workers].map(
  Number,
);
if (!numbers.every((one) => Number.isSafeInteger(one) && one >= 0))
  endWithUsage('seed, desks, ops, runs, processes and workers are whole numbers', usage);
const [seed = 1, desks = 4, ops = 80, runs = 1, processes = 0, asked = 0] = numbers;
if (desks < 1 || runs < 1) endWithUsage('a run needs a desk, and a simulation needs a run', usage);
// One keeps the order of the seeds, and a worker costs a second to start.
const isFew = runs < fewRuns || values.first || values.tell;
const workers = asked > 0 ? asked : isFew ? 1 : availableParallelism();

if (values.planted) {
  const root = new URL('..', import.meta.url).pathname;
  const missed = searchPlanted(root, { seed, runs }, (line) => void process.stdout.write(`${line}\n`));
  process.exit(missed > 0 ? 1 : 0);
}

const library = new URL('../shared/script/library', import.meta.url).pathname;
const shrinkRunsMax = 400;
const started = performance.now();
const total = { acknowledged: 0, lost: 0, doubled: 0, diverged: 0, claimsHeldTwice: 0 };
const failingSeeds: number[] = [];
const ask = { desks, ops, disks: values.disks, ...(processes === 0 ? {} : { processes }) };
await runSeeds({
  ...ask,
  library,
  seeds: Array.from({ length: runs }, (_none, at) => seed + at),
  workers,
  ...(values.tell
    ? { tell: (at: number, what: string) => void process.stderr.write(`${at} ${what}\n`) }
    : {}),
  took(mine, result) {
    add(result);
    if (isSound(result)) return true;
    failingSeeds.push(mine);
    process.stderr.write(`seed ${mine} broke a promise:\n  ${result.words.join('\n  ')}\n`);
    return !values.first;
  },
});
failingSeeds.sort((left, right) => left - right);
const ms = Math.round(performance.now() - started);
const summary = { seed, desks, ops, runs, ...total, failingSeeds, ms };
process.stdout.write(
  values.json
    ? `${JSON.stringify(summary)}\n`
    : `${runs} runs of ${ops} acts at ${desks} desks from seed ${seed}: ${total.acknowledged} acknowledged, ` +
        `${total.lost} lost, ${total.doubled} doubled, ${total.diverged} diverged, ` +
        `${total.claimsHeldTwice} claims held twice, ${ms} ms on ${workers} processor${workers === 1 ? '' : 's'} (${Math.round((runs * 1_000) / ms)} runs/s)\n`,
);
const [first] = failingSeeds;
if (first !== undefined && values.shrink) process.stderr.write(`${await shrunk(first)}\n`);
process.exit(failingSeeds.length > 0 ? 1 : 0);

function add(result: RunResult): void {
  total.acknowledged += result.acknowledged;
  total.lost += result.lost;
  total.doubled += result.doubled;
  total.diverged += result.diverged;
  total.claimsHeldTwice += result.claimsHeldTwice;
}

async function shrunk(failing: number): Promise<string> {
  const { scripts } = readScriptLibrary(library);
  const how = { scripts, log: silentLog };
  const words = async (
    schedule: ReturnType<typeof makeSchedule>,
    told?: Told[],
  ): Promise<readonly string[]> => {
    try {
      const tell = (at: number, what: string): void => void told?.push({ at, what });
      return (await runSchedule(schedule, { ...how, tell })).words;
    } catch (error) {
      // A run that cannot go on breaks every promise.
      return [...emptyVerdict().words, String(error)];
    }
  };
  const whole = makeSchedule({ ...ask, seed: failing });
  const least = await shrinkSchedule(whole, async (one) => (await words(one)).length > 0, shrinkRunsMax);
  const told: Told[] = [];
  const broken = await words(least, told);
  return tellStory(least, told, broken);
}

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reconnectDelayMs } from '../../electron/engine/sync/line/backoff.ts';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { DeskDouble, signIn } from '../kit/deskDouble.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { seededRandom } from '../kit/simulatedTime.ts';
import { startRegion } from '../kit/startRegion.ts';

const seed = 1_000;
const random = seededRandom(BigInt(seed));
const fraction = (): number => random.below(1_000_000) / 1_000_000;
const wait = (ms: number) => new Promise((resume) => setTimeout(resume, ms));
const backMsMax = 45_000;

/** As the engine's own loop: it tries, waits with full jitter, and tries again until it is welcome. */
async function comeBack(
  url: string,
  granted: Awaited<ReturnType<typeof signIn>>,
  desk: string,
): Promise<DeskDouble> {
  for (let tries = 0; ; tries += 1) {
    try {
      const line = await DeskDouble.connect(url, { user: 'nurse.laine', desk, granted, as: desk });
      const welcome = await line.hello({ epoch: null, deskSeq: 0 });
      if (welcome.ok) return line;
      line.close();
    } catch {
      // Not there yet, or too busy: that is what the delay is for.
    }
    await wait(reconnectDelayMs(tries, fraction));
  }
}

it(
  '[FT13] desks whose region comes back are all level again, and it goes on',
  async () => {
    const many = timesOf(150, 1_000);
    const folder = scratchFolder();
    const first = await startRegion({ folder });
    // One sign-in, and desks that are copies of its desk: what is tried is the coming back, not a thousand passwords.
    const granted = await signIn(first.url, { user: 'nurse.laine', desk: 'desk_many' });
    const port = Number(new URL(first.url).port);
    await first.stop();
    const startedAt = performance.now();
    const backMs: number[] = [];
    const coming = Array.from({ length: many }, async (_none, at) => {
      const line = await comeBack(`http://127.0.0.1:${port}`, granted, `desk_many${at}`);
      backMs.push(performance.now() - startedAt);
      return line;
    });
    await wait(timesOf(1_500, 60_000));
    const region = await startRegion({ folder, port });
    const upAt = performance.now() - startedAt;
    const lines = await Promise.all(coming);
    const sorted = backMs.map((ms) => ms - upAt).sort((left, right) => left - right);
    const p99 = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0);
    expect(p99).toBeLessThan(backMsMax);
    expect(region.process.exitCode).toBeNull();
    expect((await fetch(`${region.url}/healthz`)).status).toBe(200);
    const rssMb = Math.round(
      (Number(readFileSync(`/proc/${region.process.pid}/statm`, 'utf8').split(' ')[1]) * 4_096) / 1_048_576,
    );
    for (const line of lines) line.close();
    await region.kill();
    tellFigure({
      check: 'R15',
      part: 'coming back',
      figure: `${many} desks, back p50 ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms, p99 ${p99} ms after the region was up, region ${rssMb} MB`,
      seed,
    });
  },
  timesOf(200_000, 900_000),
);

it('[FT13] their tries are spread over the whole of each wait', () => {
  const waits = Array.from({ length: 1_000 }, () => reconnectDelayMs(5, fraction)).sort(
    (left, right) => left - right,
  );
  const longest = waits.at(-1) ?? 0;
  for (const share of [0.1, 0.25, 0.5, 0.75, 0.9])
    expect(Math.abs((waits[Math.floor(share * 1_000)] ?? 0) / longest - share)).toBeLessThan(0.1);
});

import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Ground, onFile, type Served } from './grounds.ts';
import { LeastDesk } from './leastDesk.ts';
import { isSharedEdit, makeLeastEdit, stormDesks, stormEdits } from './leastEdit.ts';
import { wireBytes } from './wireBytes.ts';

export interface StormTimes {
  /** Until the region holds every edit durably. */
  readonly durableMs: number;
  /** Until, besides, every desk holds all shared edits. */
  readonly convergedMs: number;
  readonly regionCpuMs: number;
  readonly regionRssMb: number;
  /** On the wire, both ways. */
  readonly wireMb: number;
  /** Of all desks together, which live in this process. */
  readonly desksCpuMs: number;
}

const sharedPerDesk = Array.from({ length: stormEdits }, (_none, index) => index).filter(isSharedEdit).length;

/** W1 on L2: desks with full outboxes, all connecting at once. */
export async function runLeastStorm(folder: string, ground: Ground = onFile): Promise<StormTimes> {
  const region = await ground.least(folder);
  const desks = Array.from(
    { length: stormDesks },
    (_none, number) => new LeastDesk(join(folder, `least-${number}.db`)),
  );
  for (const desk of desks) desk.setDurable(false);
  clearLeftovers();
  for (const [number, desk] of desks.entries())
    for (let index = 0; index < stormEdits; index += 1) desk.edit(makeLeastEdit(number, index));
  for (const desk of desks) desk.setDurable(true);
  const port = Number(new URL(region.addresses[0] ?? '').port);
  const used = meter(region);
  const started = performance.now();
  for (const desk of desks) desk.connect(port);
  const durableMs = await until(started, () => desks.every((desk) => desk.acked));
  const wanted = sharedPerDesk * (stormDesks - 1);
  const convergedMs = await until(started, () => desks.every((desk) => desk.foreign >= wanted));
  const usage = used();
  for (const desk of desks) desk.close();
  await region.stop();
  return { durableMs, convergedMs, ...usage };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What opening the desks and earlier rounds left over would else be cleared in the middle of the one storm or the other. */
export function clearLeftovers(): void {
  collect();
}

/** What the region and the desks use from the call of this on until the result is called. */
export function meter(region: Served): () => Omit<StormTimes, 'durableMs' | 'convergedMs'> {
  const before = region.usage();
  const wire = wireBytes();
  const own = process.cpuUsage();
  return () => {
    const after = region.usage();
    const { user, system } = process.cpuUsage(own);
    return {
      regionCpuMs: after.cpuMs - before.cpuMs,
      regionRssMb: after.rssMb,
      wireMb: (wireBytes() - wire) / 1e6,
      desksCpuMs: (user + system) / 1_000,
    };
  };
}

/** Looks every millisecond; the storm itself runs in this process between the looks. */
export async function until(started: number, done: () => boolean, limitMs = 120_000): Promise<number> {
  while (!done()) {
    if (performance.now() - started > limitMs) throw new Error('the storm did not settle in time');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return performance.now() - started;
}

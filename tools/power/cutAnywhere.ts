import type { SeededRandom } from '../sim/seededRandom.ts';
import { type CrashDisk, type CutStyle, cutStyles } from './crashDisk.ts';
import type { DiskEvent } from './diskEvent.ts';

/** One moment at which the power goes off, and what then lies on the disk. */
export interface CrashState {
  readonly folder: string;
  /** Seconds of the machine's clock: all that was said before it had been promised. */
  readonly at: number;
  readonly style: CutStyle;
  /** Everything the program had said to pipes and sockets by then. */
  readonly said: readonly DiskEvent[];
}

export interface CutPlan {
  readonly disk: CrashDisk;
  readonly events: readonly DiskEvent[];
  readonly root: string;
  readonly states: number;
  readonly folder: string;
  readonly random: SeededRandom;
}

/** Replays the recording once and lays out `states` power cuts at random moments, in every style in turn. */
export function* cutAnywhere(plan: CutPlan): Generator<CrashState> {
  const { disk, folder, random } = plan;
  const mine = plan.events.filter((event) => event.kind === 'say' || event.path.startsWith(plan.root));
  const moments = new Set<number>();
  while (moments.size < Math.min(plan.states, mine.length)) moments.add(random.below(mine.length));
  const said: DiskEvent[] = [];
  let made = 0;
  for (const [index, event] of mine.entries()) {
    disk.apply(event);
    if (event.kind === 'say') said.push(event);
    if (!moments.has(index)) continue;
    const style = cutStyles[made % cutStyles.length] ?? 'nothing';
    made += 1;
    disk.cut(folder, style, random);
    yield { folder, at: event.end, style, said };
  }
}

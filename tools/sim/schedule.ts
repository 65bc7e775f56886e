// Everything that people, weather and machines do in a run, decided before it begins. Each event has dice of its own, so
// leaving one out changes nothing about the others: that is what makes a failing run shrink.
import { createSeededRandom, type SeededRandom } from './seededRandom.ts';
import { type NewestKind, newestKinds } from './world/versions.ts';

export const tricks = [
  'cut',
  'cut',
  'mend',
  'mend',
  'mend',
  'weather',
  'weather',
  'deskCrash',
  'processCrash',
  'regionCrash',
  'clock',
  'regionClock',
  'ring',
  'ring',
  'revive',
  'revive',
  'backup',
  'restore',
  'copyDesk',
  'restoreDesk',
  'upgradeDesk',
  'upgradeRegion',
  'scopes',
  'scopes',
  'interruptHearing',
  'month',
] as const;
type UsualTrick = (typeof tricks)[number];
type Tricks = readonly [UsualTrick, ...UsualTrick[]];
/** With disks that come and go: copied, set back and forth, the region's too. */
const diskTricks: Tricks = [tricks[0], ...tricks.slice(1).flatMap(oftener)];

function oftener(trick: UsualTrick): UsualTrick[] {
  if (trick === 'copyDesk') return ['copyDesk', 'copyDesk', 'copyDesk'];
  if (trick !== 'restoreDesk') return [trick];
  return [...Array.from({ length: 5 }, () => trick), 'backup', 'restore', 'restore'];
}
/** A whole house put back by hand from one night's copies, but for one machine: a story of its own, woven into some runs. */
const houseTricks = ['healHouse', 'copyHouse', 'putBackHouse', 'openHouse'] as const;
export type Trick = UsualTrick | (typeof houseTricks)[number];

export type SimEvent =
  | { readonly kind: 'act'; readonly desk: number; readonly text: string; readonly dice: number }
  | { readonly kind: 'trick'; readonly trick: Trick; readonly desk: number; readonly dice: number }
  | { readonly kind: 'pass'; readonly ms: number };

export interface Schedule {
  readonly seed: number;
  readonly desks: number;
  /** Processes of the region over one database. */
  readonly processes: number;
  /** Desks that are of this program take bulletins; without it none does, as before there were any. */
  readonly bulletins: boolean;
  readonly newest: NewestKind;
  /** Desks that start with the program of before; the region too when `oldRegion`. */
  readonly oldDesks: readonly number[];
  readonly oldRegion: boolean;
  /** Desks whose person works for two units as the run begins. */
  readonly wideDesks: readonly number[];
  /** How often a machine dies at one of its commits. */
  readonly deathChance: number;
  /** Which weather the run begins with. */
  readonly weather: number;
  readonly events: readonly SimEvent[];
}

export interface ScheduleAsk {
  readonly seed: number;
  readonly desks: number;
  readonly ops: number;
  readonly processes?: number;
  /** Twice the tricks, and many of them with disks. */
  readonly disks?: boolean;
  readonly bulletins?: boolean;
}

export function makeSchedule(ask: ScheduleAsk): Schedule {
  const random = createSeededRandom(BigInt(ask.seed) * 0x1_0000_0001n + 0x9e37n);
  const processes = ask.processes ?? random.pick([1, 1, 2, 3]);
  const hasUpgrades = random.chance(0.4);
  const oldDesks = Array.from({ length: ask.desks }, (_none, desk) => desk).filter(
    () => hasUpgrades && random.chance(0.5),
  );
  const wideDesks = Array.from({ length: ask.desks }, (_none, desk) => desk).filter(() => random.chance(0.3));
  return {
    seed: ask.seed,
    desks: ask.desks,
    processes,
    bulletins: ask.bulletins ?? true,
    newest: random.pick(newestKinds),
    oldDesks,
    oldRegion: hasUpgrades && random.chance(0.6),
    wideDesks,
    deathChance: random.pick([0, 0.001, 0.004, 0.01]),
    weather: random.below(100),
    events: withHouse(ask, makeEvents(ask, random)),
  };
}

const readEvents = 12;
const writeEvents = 50;

/**
 * One desk only reads between the copies and their coming back, and the others write for a while before it is there again:
 * nobody but that desk knows more than the region.
 */
function withHouse({ seed, desks }: ScheduleAsk, events: readonly SimEvent[]): SimEvent[] {
  const random = createSeededRandom(BigInt(seed) * 0x1_0000_0001n + 0x4a5en);
  if (desks < 2 || !random.chance(0.3) || events.length < 2 * writeEvents) return [...events];
  const reader = random.below(desks);
  const healed = random.below(events.length - writeEvents - 2 * readEvents);
  const copied = healed + readEvents;
  const putBack = copied + readEvents;
  const opened = putBack + writeEvents;
  const at = new Map(
    [healed, copied, putBack, opened].map(
      (place, part) => [place, houseTricks[part] ?? 'openHouse'] as const,
    ),
  );
  const reads = (event: SimEvent): SimEvent =>
    event.kind === 'act' && event.desk === reader ? { ...event, desk: (reader + 1) % desks } : event;
  return events.flatMap((event, place) => {
    const trick = at.get(place);
    const then = place >= healed && place < opened ? reads(event) : event;
    return trick === undefined ? [then] : [{ kind: 'trick', trick, desk: reader, dice: 0 } as const, then];
  });
}

function makeEvents({ desks, ops, disks = false }: ScheduleAsk, random: SeededRandom): SimEvent[] {
  const some: Tricks = disks ? diskTricks : tricks;
  const events: SimEvent[] = [];
  const dice = (): number => random.below(2 ** 32);
  for (let act = 1; act <= ops; act += 1) {
    events.push({ kind: 'act', desk: random.below(desks), text: `text ${act}`, dice: dice() });
    if (random.chance(disks ? 0.3 : 0.15))
      events.push({ kind: 'trick', trick: random.pick(some), desk: random.below(desks), dice: dice() });
    events.push({ kind: 'pass', ms: random.below(random.chance(0.1) ? 20_000 : 1_000) });
  }
  return events;
}

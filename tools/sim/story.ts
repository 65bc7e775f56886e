// A run told to a person: who did what and when, what the machines did, and which promise broke.
import type { Schedule } from './schedule.ts';
import { simPerson } from './world/simPeople.ts';

const words: Readonly<Record<string, string>> = {
  cut: 'loses its network',
  mend: 'has its network again',
  weather: 'sees the network change its weather',
  deskCrash: 'dies and stays down',
  processCrash: 'sees a process of the region die',
  regionCrash: 'sees the whole region die',
  revive: 'sees everything start that was down',
  clock: 'has its clock jump',
  regionClock: 'sees the region’s clock jump',
  ring: 'sees a call come in',
  backup: 'sees the region backed up',
  restore: 'sees the region put back from its backup',
  copyDesk: 'has its disk copied',
  restoreDesk: 'sees an old copy of a disk come back',
  upgradeDesk: 'sees an old program replaced',
  upgradeRegion: 'sees the region’s program replaced',
  scopes: 'has a person whose scopes change',
  interruptHearing: 'sees a process lose its listener for a moment',
  month: 'sees forty days pass',
};

export interface Told {
  readonly at: number;
  readonly what: string;
}

export function tellStory(schedule: Schedule, told: readonly Told[], broken: readonly string[]): string {
  const people = Array.from({ length: schedule.desks }, (_none, at) => {
    const { role, unit } = simPerson(at);
    const program = schedule.oldDesks.includes(at) ? ', with the program of before' : '';
    return `  desk_${at}: a ${role} of ${unit}${program}`;
  });
  const region = `  the region: ${schedule.processes} process${schedule.processes === 1 ? '' : 'es'}${schedule.oldRegion ? ', with the program of before' : ''}`;
  return [
    `Seed ${schedule.seed}, ${schedule.events.filter((event) => event.kind !== 'pass').length} events:`,
    ...people,
    region,
    ...(schedule.deathChance > 0 ? ['  machines die at their commits now and then'] : []),
    ...told.map(({ at, what }) => `  ${clock(at)}  ${sentence(what)}`),
    'Then everything healed, and:',
    ...broken.map((one) => `  ${one}`),
  ].join('\n');
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}

/** `cut desk_1` of a machine, `desk_1 note result` of a person. */
function sentence(what: string): string {
  const [first = '', second = '', third = ''] = what.split(' ');
  const machine = words[first];
  if (machine !== undefined) return `${second} ${machine}`;
  const came = third === 'result' ? 'is saved' : third === 'refused' ? 'is refused' : `ends in ${third}`;
  return `${first}: “${second}” ${came}`;
}

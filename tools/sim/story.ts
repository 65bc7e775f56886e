// A run told to a person: who did what and when, what the machines did, and which promise broke.
import type { Schedule } from './schedule.ts';
import { simPerson } from './world/simPeople.ts';

/** What befalls machines; `*` is the desk. */
const troubles: Readonly<Record<string, string>> = {
  cut: '* loses its network',
  mend: '* has its network again',
  weather: 'the network changes its weather',
  dies: '* dies at a commit',
  deskCrash: '* dies and stays down',
  processCrash: 'a process of the region dies',
  regionCrash: 'the whole region dies',
  revive: 'everything that was down starts again',
  clock: 'the clock of * jumps',
  regionClock: 'the region’s clock jumps',
  ring: 'a call comes in',
  backup: 'the region is backed up',
  restore: 'the region is put back from its backup',
  healHouse: 'everything is put in order',
  copyHouse: 'the disks of the region and of all desks are copied',
  putBackHouse: 'the copies come back by hand to the region and to all desks but *, which loses its network',
  openHouse: '* has its network again',
  copyDesk: 'the disk of * is copied',
  restoreDesk: 'the old copy of its disk comes back to *',
  upgradeDesk: '* gets the newer program',
  upgradeRegion: 'the region gets the newer program',
  scopes: 'the person at * works for other units from now on',
  interruptHearing: 'a process of the region hears nothing of the others for a moment',
  month: 'forty days pass',
};

/** What people do at a desk. */
const deeds: Readonly<Record<string, string>> = {
  open: 'opens a call',
  answer: 'answers a call',
  note: 'writes a note on a call',
  reason: 'writes why somebody called',
  assess: 'begins an assessment',
  reply: 'answers a question of an assessment',
  decide: 'decides an assessment',
  draft: 'begins a plan',
  edit: 'writes over a field of a plan',
  line: 'adds a line to a plan',
  reline: 'changes a line of a plan',
  unline: 'takes a line out of a plan',
  agree: 'marks a plan as agreed',
  offer: 'offers a call to another unit',
  take: 'takes what was offered',
  finish: 'finishes what was taken',
  return: 'gives back what was taken',
  withdraw: 'withdraws an offer',
  handoffNote: 'writes a note on an offer',
  wrapUp: 'begins to wrap up a call',
  resume: 'goes on with a call',
  close: 'closes a call',
  register: 'registers a client',
  editClient: 'writes over a field of a client',
  alert: 'adds an alert to a client',
  unalert: 'takes an alert off a client',
  medicine: 'lists a medicine of a client',
  noMedicine: 'takes a medicine off a client’s list',
  again: 'opens a call of somebody who has called before',
  outcome: 'says how a call ended',
  language: 'says in which language a call is held',
  emergency: 'writes down a step to 112',
  adviceOnly: 'says that advice is all there is to a plan, or takes that back',
  change: 'writes what has changed since the earlier call',
  safetyNet: 'has read the safety net aloud',
  decideOtherwise: 'raises or lowers the urgency',
  confirm: 'confirms a lowered urgency',
  link: 'says which client a call is about',
  view: 'looks at a client',
  keep: 'keeps as a note what was refused',
  dismiss: 'puts aside what was refused',
};
const brokenMax = 8;
const brokenCharsMax = 160;

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
    ...broken.slice(0, brokenMax).map((one) => `  ${short(one)}`),
    ...(broken.length > brokenMax ? [`  and ${broken.length - brokenMax} more of the kind`] : []),
  ].join('\n');
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}

function short(words: string): string {
  const [line = ''] = words.split('\n');
  return line.length > brokenCharsMax ? `${line.slice(0, brokenCharsMax)}…` : line;
}

/** `cut desk_1` of a machine, `desk_1 note result` of a person. */
function sentence(what: string): string {
  const [first = '', second = '', third = ''] = what.split(' ');
  const trouble = troubles[first];
  if (trouble !== undefined) return trouble.replace('*', second);
  const came = third === 'result' ? 'saved' : third === 'refused' ? 'refused' : `ended in ${third}`;
  return `${first} ${deeds[second] ?? second}: ${came}`;
}

// The acceptance list of reliability (R) and hostile input (S): what each check asks, its bar, and the tests behind it.

export interface TrustTest {
  readonly file: string;
  /** The promise in the titles of the tests meant. */
  readonly spec: string;
}

export interface TrustCheck {
  readonly id: string;
  readonly what: string;
  readonly bar: string;
  readonly tests: readonly TrustTest[];
  /** Why it has no test, or what of it is not covered here. */
  readonly without?: string;
}

const at = (file: string, ...specs: readonly string[]): TrustTest[] =>
  specs.map((spec) => ({ file: `tests/${file}.test.ts`, spec }));

const reliability: readonly TrustCheck[] = [
  {
    id: 'R01',
    what: 'kill -9 of the engine at random points',
    bar: 'acknowledged lost 0, doubled 0, back p95 <= 2 s',
    tests: at('kill/engineKills', 'SH40'),
  },
  {
    id: 'R02',
    what: 'kill -9 of page and shell',
    bar: 'acknowledged lost 0, keystrokes <= 1 s',
    tests: at('desk/kills', 'SH42', 'SH43', 'WN27'),
  },
  {
    id: 'R03',
    what: 'kill -9 of the region under load',
    bar: 'lost 0, doubled 0, order kept',
    tests: [...at('kill/region', 'RG23'), ...at('kill/engineKills', 'SH41')],
    without: 'over PostgreSQL: see R17 and R18',
  },
  {
    id: 'R04',
    what: 'power cuts replayed, desk and region',
    bar: 'lost 0, unopened 0',
    tests: [
      ...at('power/deskPower', 'PC2'),
      ...at('power/regionPower', 'PC3'),
      ...at('power/replayMethod', 'PC1'),
    ],
    without: 'the model does not lie about a sync as a broken drive may',
  },
  {
    id: 'R05',
    what: 'a log torn at every 512 bytes of its tail',
    bar: 'opens to a prefix, no silent gap',
    tests: at('faults/tornLog', 'FT6'),
    without: 'a log of another time put beside a newer file is not told from its own',
  },
  {
    id: 'R06',
    what: 'disk full',
    bar: 'no false answer, works again when there is room',
    tests: [
      ...at('faults/brokenDisk', 'FT4'),
      ...at('unit/engine/keysAndDisk', 'EN19'),
      ...at('unit/server/region', 'RG21'),
      ...at('root/tinyDisk', 'FT21'),
    ],
  },
  {
    id: 'R07',
    what: 'EIO, read-only, slow sync; nothing tried again on a failed handle',
    bar: 'false answers 0',
    tests: [
      ...at('faults/brokenDisk', 'FT4', 'FT5'),
      ...at('unit/engine/keysAndDisk', 'EN19'),
      ...at('unit/engine/linkDisk', 'FT11'),
    ],
  },
  {
    id: 'R08',
    what: 'a page that cannot be read',
    bar: 'found, put aside, everything readable and unsent kept, rebuilt <= 60 s',
    tests: at('faults/corruptPage', 'FT1', 'FT2', 'FT3', 'FT26'),
    without:
      'pages of an index are found when they are used, not by the reading in the background; of a file whose first page is gone nothing is salvaged: every page hangs on it, and a copy of it would have to follow each growth of the file',
  },
  {
    id: 'R09',
    what: 'clocks a day and ten years off, on desks and region',
    bar: 'lost 0, order unchanged, nobody locked out',
    tests: [...at('faults/wrongClocks', 'FT23'), ...at('sync/simulator', 'SI1')],
    without:
      'clocks are the product’s own clock port, not the kernel’s; the region’s clock jumps in the simulator only',
  },
  {
    id: 'R10',
    what: 'daylight-saving changes',
    bar: 'wrong or doubled 0',
    tests: at('unit/renderer/ui/formatTime', 'WN10'),
    without: 'the repeated hour is shown without its offset',
  },
  {
    id: 'R11',
    what: 'midnight, leap day, year end, 2038',
    bar: 'wrong 0',
    tests: at('unit/shared/edgesOfTime', 'FT12'),
  },
  {
    id: 'R12',
    what: 'a network that comes and goes each second',
    bar: 'lost 0, doubled 0, level <= 10 s',
    tests: at('faults/badWire', 'FT8'),
  },
  {
    id: 'R13',
    what: 'half-open line',
    bar: 'told <= 15 s',
    tests: at('faults/badWire', 'FT7'),
  },
  {
    id: 'R14',
    what: '2 s late, 64 kbit/s, 10 % loss',
    bar: 'save p95 <= 50 ms, >= 5 entries/s, no false offline',
    tests: [...at('faults/badWire', 'FT9'), ...at('root/lossyLine', 'FT22')],
  },
  {
    id: 'R15',
    what: 'a thousand desks come back at once',
    bar: 'p99 <= 45 s, no exit',
    tests: [...at('faults/comingBack', 'FT13'), ...at('unit/server/signIn', 'RG16')],
  },
  {
    id: 'R16',
    what: 'slow readers',
    bar: 'region <= +200 MB, others unhindered',
    tests: at('faults/badWire', 'FT10', 'FT27'),
  },
  {
    id: 'R17',
    what: 'PostgreSQL stopped, killed, read-only, full, its listener ended',
    bar: 'false acknowledgements 0, current <= 10 s',
    tests: at('region/postgresFaults', 'PG5', 'PG9'),
  },
  {
    id: 'R18',
    what: 'two region processes, one dies',
    bar: 'lost 0, doubled 0, split writes 0',
    tests: [
      ...at('region/postgresProcesses', 'PG4', 'PG5', 'PG6', 'PG7', 'PG8', 'PG10'),
      ...at('sync/simulator', 'SI6'),
    ],
  },
  {
    id: 'R19',
    what: 'older and newer programs side by side',
    bar: 'lost fields 0',
    tests: [
      ...at('sync/simulator', 'SI6'),
      ...at('unit/server/acceptOps', 'RG9'),
      ...at('region/link', 'RG9'),
      ...at('unit/engine/syncApply', 'EN24'),
      ...at('migrations/migrate', 'DB3'),
    ],
  },
  {
    id: 'R20',
    what: 'thirty days offline, then everything at once',
    bar: '<= 10 min, <= 400 MB',
    tests: at('faults/longAway', 'FT14'),
  },
  {
    id: 'R21',
    what: 'a day of shifts, and what grows',
    bar: '<= 1 MB/h, WAL <= 64 MB',
    tests: at('faults/longShift', 'FT24'),
    without:
      'a day is wishes in a row, without its pauses; growth is told by the hour of calls, and judged by the long counts; the page’s own memory: not measured',
  },
  {
    id: 'R22',
    what: 'the page falls during a call',
    bar: 'same question, same answers, <= 2 s',
    tests: [...at('desk/kills', 'SH42'), ...at('desk/shellCrashes', 'SH12', 'SH13')],
  },
  {
    id: 'R23',
    what: 'what the desk says of saved, sent and connected',
    bar: 'false 0',
    tests: [
      ...at('faults/badWire', 'FT7', 'FT9'),
      ...at('sync/simulator', 'SI1'),
      ...at('unit/engine/patience', 'EN27'),
    ],
  },
];

const hostileInput: readonly TrustCheck[] = [
  {
    id: 'S01',
    what: 'every message has a closed schema with limits',
    bar: 'without 0',
    tests: at('unit/shared/protocol/closedSchemas', 'FT15'),
  },
  {
    id: 'S02',
    what: 'fuzzed messages and frames',
    bar: 'exits 0, unhandled 0',
    tests: at('region/hostile', 'RG20'),
  },
  {
    id: 'S03',
    what: 'prototype pollution',
    bar: 'polluted 0',
    tests: at('region/hostile', 'RG20'),
  },
  {
    id: 'S04',
    what: 'model-based sync under every fault at once',
    bar: 'lost, doubled, diverged 0',
    tests: [...at('sync/simulator', 'SI1', 'SI2', 'SI3', 'SI6'), ...at('sync/plantedBugs', 'SI4')],
  },
  {
    id: 'S05',
    what: 'same id with other content, numbers going back, one device twice',
    bar: 'accepted 0, lost 0',
    tests: [
      ...at('unit/server/acceptOps', 'RG4', 'RG3'),
      ...at('region/link', 'RG14', 'RG15'),
      ...at('journeys/newHistory', 'EN26', 'RG50'),
      ...at('faults/tornLog', 'FT6'),
    ],
    without:
      'ops carry no hash of the one before: numbers without gaps, the id under the highest number, the id where a desk last stood and sealed pages tell a gap, a copy, an older file put back and a changed page',
  },
  {
    id: 'S06',
    what: 'sizes at, over and far over each limit',
    bar: 'outbox never held up',
    tests: [
      ...at('region/hostile', 'RG20'),
      ...at('unit/engine/syncApply', 'EN28'),
      ...at('unit/engine/neverPoison', 'EN33'),
      ...at('journeys/neverPoison', 'EN33'),
    ],
  },
  {
    id: 'S07',
    what: 'hostile and unusual text',
    bar: 'equal or refused at entry',
    tests: at('region/hostile', 'RG20'),
    without: 'over PostgreSQL: by its contract suite',
  },
  {
    id: 'S08',
    what: 'SQL in every parameter',
    bar: 'leaked 0, syntax errors 0',
    tests: [...at('region/hostile', 'RG20'), ...at('unit/engine/hostilePage', 'EN3')],
  },
  {
    id: 'S09',
    what: 'hostile assessment scripts',
    bar: 'program blocked <= 50 ms',
    tests: [...at('unit/engine/taskBombs', 'EX3'), ...at('unit/server/releases', 'RL9')],
    without: 'scripts come as text, never as an archive',
  },
  {
    id: 'S10',
    what: 'hostile FHIR',
    bar: 'fetches 0, silent merges 0',
    tests: [...at('unit/engine/taskBombs', 'EX3'), ...at('unit/platform/fhirImport', 'EX7')],
    without: 'only Questionnaires are read: no Bundle, no Patient, so nothing to merge',
  },
  {
    id: 'S11',
    what: 'one hostile desk',
    bar: 'others unhindered, no exit',
    tests: [
      ...at('region/hostile', 'RG20'),
      ...at('faults/crowdAtDoor', 'FT25'),
      ...at('faults/badWire', 'RG55'),
      ...at('unit/server/signIn', 'RG16'),
    ],
  },
];

export const trustChecks: readonly TrustCheck[] = [...reliability, ...hostileInput];

/** A kind of tests: the runner's project they belong to. */
export type Project = 'unit' | 'integration' | 'root' | 'desk';

export function projectOf(file: string): Project {
  if (file.startsWith('tests/desk/')) return 'desk';
  if (file.startsWith('tests/root/')) return 'root';
  return /^tests\/(sync|journeys|kill|power|region|faults|versions|load)\//.test(file)
    ? 'integration'
    : 'unit';
}

const whole: Readonly<Record<string, number>> = {
  LUOTSI_ENGINE_KILLS: 2_000,
  LUOTSI_REGION_KILLS: 300,
  LUOTSI_KILLS: 1_000,
  LUOTSI_FUZZ_RUNS: 5_000,
};
/** No run of the long counts is shorter than a usual one. */
const least: Readonly<Record<string, number>> = {
  LUOTSI_ENGINE_KILLS: 200,
  LUOTSI_REGION_KILLS: 50,
  LUOTSI_KILLS: 20,
  LUOTSI_FUZZ_RUNS: 200,
};

/** What `npm run soak` asks of the tests: hours of machine time, or a share of them. */
export function soakCounts(share: number): Readonly<Record<string, string>> {
  const counts = Object.entries(whole).map(([name, many]) => [
    name,
    String(Math.max(least[name] ?? 1, Math.round(many * share))),
  ]);
  return { LUOTSI_SOAK: String(share), ...Object.fromEntries(counts) };
}

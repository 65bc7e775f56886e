// `npm run trust [-- --only R05,R07] [--collect] [--desk]`: runs the tests behind the acceptance list of faults and hostile
// input, writes out/trust-report.json and prints the table. `npm run soak [-- --share 0.1]` is the same with the long counts.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithUsage, readCommandLine } from '../commandLine.ts';
import { inOwnNamespaces, outerNetwork, outerNetworkNow, whyNoRootRun } from './rootRun.ts';
import { readTestRuns } from './testOutcomes.ts';
import { type Project, projectOf, soakCounts, type TrustCheck, trustChecks } from './trustChecks.ts';
import { readFigures } from './trustFigure.ts';
import { trustRows, trustTable } from './trustReport.ts';

const usage = 'npm run trust -- [--only R05,S04] [--soak [--share 0.1]] [--desk] [--collect] [--json]';
const root = fileURLToPath(new URL('../..', import.meta.url));
const reports = join(root, '.cache', 'reports');
const hour = 3_600_000;
const { values } = readCommandLine(
  {
    options: {
      only: { type: 'string', default: '' },
      /** The long counts: hours, not minutes. */
      soak: { type: 'boolean', default: false },
      /** Of the long counts. */
      share: { type: 'string', default: '1' },
      /** Also what needs the real window. */
      desk: { type: 'boolean', default: false },
      /** Runs nothing: reads what the last `npm test` left. */
      collect: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  },
  usage,
);

const share = Number(values.share);
if (!(share > 0 && share <= 1)) endWithUsage('a share is more than 0 and at most 1', usage);
const wanted = (values.only ?? '').split(',').filter(Boolean);
const unknown = wanted.filter((id) => !trustChecks.some((check) => check.id === id));
if (unknown.length > 0) endWithUsage(`there is no check ${unknown.join(', ')}`, usage);
const checks = trustChecks.filter((check) => wanted.length === 0 || wanted.includes(check.id));

const projects: readonly Project[] = ['unit', 'integration', 'root', 'desk'];
const absent = new Map<Project, string>();
let isBroken = false;
if (!values.desk) absent.set('desk', 'needs the window: --desk');
const whyNoRoot = values.collect ? 'runs by itself only: npm run trust' : whyNoRootRun();
if (whyNoRoot !== null) absent.set('root', whyNoRoot);

const commit = git('rev-parse', '--short', 'HEAD');
const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
/** What ran before this commit was there says nothing of it. */
const since = values.collect ? Number(git('log', '-1', '--format=%ct')) * 1_000 : Date.now();
const files = values.collect ? projects.map((project) => join(reports, `${project}.json`)) : runTests(checks);
const runs = readTestRuns(root, files).filter((run) => run.startedAt >= since);
const rows = trustRows(checks, {
  outcomes: runs.flatMap((run) => run.outcomes),
  figures: readFigures().filter((one) => Date.parse(one.at) >= since),
  commit: isChanged ? `${commit}+` : commit,
  absent,
});
const report = {
  at: new Date().toISOString(),
  /** With a plus where files differed from it. */
  commit: isChanged ? `${commit}+` : commit,
  machine: {
    node: process.version,
    platform: process.platform,
    cores: cpus().length,
    memoryMb: Math.round(totalmem() / 2 ** 20),
    root: process.getuid?.() === 0,
  },
  counts: values.soak ? `soak, ${share} of it` : 'short',
  rows,
};
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, 'out', 'trust-report.json'), `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${trustTable(rows)}\n`);
process.exit(isBroken || rows.some((row) => row.result === 'fail') ? 1 : 0);

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

/** Each project in a run of its own; their reports are read afterwards, whatever their status was. */
function runTests(asked: readonly TrustCheck[]): string[] {
  const tested = [...new Set(asked.flatMap((check) => check.tests.map((test) => test.file)))];
  return projects.flatMap((project) => {
    const mine = tested.filter((file) => projectOf(file) === project);
    if (mine.length === 0 || absent.has(project)) return [];
    const report = join(reports, `trust-${project}.json`);
    rmSync(report, { force: true });
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...mine];
    const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const times = values.soak ? [`--testTimeout=${hour}`] : [];
    const own = { [outerNetwork]: outerNetworkNow() };
    const env = { ...process.env, ...own, ...(values.soak ? soakCounts(share) : {}) };
    const whole = [...args, ...output, ...times];
    const [program, given] =
      project === 'root' ? inOwnNamespaces(process.execPath, whole) : [process.execPath, whole];
    spawnSync(program, given, { cwd: root, env, stdio: ['ignore', 2, 2] });
    if (existsSync(report)) return [report];
    absent.set(project, 'the run broke');
    isBroken = true;
    return [];
  });
}

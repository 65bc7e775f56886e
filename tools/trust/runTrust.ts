// `npm run trust [-- --only R05,R07] [--collect] [--desk]`: runs the tests behind the acceptance list of faults and hostile
// input, writes out/trust-report.json and prints the table. `npm run soak` is the same with the long counts.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithUsage, readCommandLine } from '../commandLine.ts';
import { readTestOutcomes } from './testOutcomes.ts';
import { projectOf, soakCounts, type TrustCheck, trustChecks } from './trustChecks.ts';
import { figureFolder, readFigures } from './trustFigure.ts';
import { trustRows, trustTable } from './trustReport.ts';

const usage = 'npm run trust -- [--only R05,S04] [--soak] [--desk] [--collect] [--json]';
const root = fileURLToPath(new URL('../..', import.meta.url));
const reports = join(root, '.cache', 'reports');
const { values } = readCommandLine(
  {
    options: {
      only: { type: 'string', default: '' },
      /** The long counts: hours, not minutes. */
      soak: { type: 'boolean', default: false },
      /** Also what needs the real window. */
      desk: { type: 'boolean', default: false },
      /** Runs nothing: reads what the last `npm test` left. */
      collect: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  },
  usage,
);

const wanted = (values.only ?? '').split(',').filter(Boolean);
const unknown = wanted.filter((id) => !trustChecks.some((check) => check.id === id));
if (unknown.length > 0) endWithUsage(`there is no check ${unknown.join(', ')}`, usage);
const checks = trustChecks.filter((check) => wanted.length === 0 || wanted.includes(check.id));

const projects = ['unit', 'integration', 'desk'] as const;
const collected = projects.map((project) => join(reports, `${project}.json`));
const outcomes = readTestOutcomes(root, values.collect ? collected : runTests(checks));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const rows = trustRows(checks, { outcomes, figures: readFigures(), commit });
const report = {
  at: new Date().toISOString(),
  commit,
  machine: { node: process.version, platform: process.platform, root: process.getuid?.() === 0 },
  counts: values.soak ? 'soak' : 'short',
  rows,
};
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, 'out', 'trust-report.json'), `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${trustTable(rows)}\n`);
process.exit(rows.some((row) => row.result === 'fail') ? 1 : 0);

/** Each project in a run of its own; their reports are read afterwards, whatever their status was. */
function runTests(asked: readonly TrustCheck[]): string[] {
  if (wanted.length === 0) rmSync(figureFolder, { recursive: true, force: true });
  const files = [...new Set(asked.flatMap((check) => check.tests.map((test) => test.file)))];
  return projects.flatMap((project) => {
    const mine = files.filter((file) => projectOf(file) === project);
    if (mine.length === 0 || (project === 'desk' && !values.desk)) return [];
    const report = join(reports, `trust-${project}.json`);
    rmSync(report, { force: true });
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...mine];
    const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const env = { ...process.env, ...(values.soak ? soakCounts : {}) };
    spawnSync(process.execPath, [...args, ...output], { cwd: root, env, stdio: ['ignore', 2, 2] });
    return [report];
  });
}

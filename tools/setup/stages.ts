import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from '../bundle/buildAll.ts';
import { ensureLibraries } from '../runtime/debianLibraries.ts';
import { needElectron } from '../runtime/getElectron.ts';
import { exitOf, startShown, trackChildren } from './children.ts';
import { startProgress } from './progress.mjs';
import { SetupFault, tellFault } from './setupFault.mjs';
import { closingLine, type Outcome, readOutcome, readReport } from './testReport.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const reports = join(root, '.cache', 'reports');
const progress = startProgress('test', 1);
const children = trackChildren(progress.note);

interface Stage {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** A stage of set-up or checks: it has no tests to count, so it shows only when it fails. */
function check(name: string, work: () => Promise<unknown>): Stage {
  return {
    name,
    run: async () => {
      try {
        await work();
        return { stage: name, passed: 0, failed: 0 };
      } catch (fault) {
        tellFault(fault);
        return { stage: name, passed: 0, failed: 1 };
      }
    },
  };
}

function program(name: string, args: readonly string[]): Stage {
  return check(name, async () => {
    const code = await runNode(args, 5);
    if (code !== 0)
      throw new SetupFault(`${name} failed`, `read the lines above; \`npm run ${name}\` repeats it`);
  });
}

function tests(project: string, minutes: number): Stage {
  const file = join(reports, `${project}.json`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project];
  return {
    name: project,
    run: async () => {
      const code = await runNode(
        [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        minutes,
      );
      return readOutcome(project, { code, report: readReport(file) });
    },
  };
}

/** Nothing hangs for ever: past its time a stage is ended and counts as failed. */
async function runNode(args: readonly string[], minutes: number): Promise<number> {
  const started = startShown({ file: process.execPath, args, cwd: root, env: { CI: 'true' } });
  const child = children.add(args[0] ?? 'a stage', started);
  const timer = setTimeout(() => {
    progress.note(`not done in ${minutes} minutes: ended`);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  }, minutes * 60_000);
  try {
    return await exitOf(child);
  } finally {
    clearTimeout(timer);
  }
}

const stages: readonly Stage[] = [
  check('libraries', () => ensureLibraries(progress.note)),
  check('electron', () => needElectron({ note: progress.note })),
  check('build', () => buildAll(root, progress.note)),
  program('types', ['node_modules/typescript/bin/tsc', '-b']),
  program('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']),
  program('script:check', ['tools/script/check.ts']),
  tests('unit', 8),
  tests('integration', 20),
  tests('desk', 20),
];

/** Stages run one after another: two cores, and real processes to time. Returns the exit code. */
export async function runStages(wanted: readonly string[]): Promise<number> {
  children.stopOnSignals();
  const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    return tellFault(
      new SetupFault(
        `there is no stage ${unknown.join(', ')}`,
        `choose from ${stages.map((one) => one.name).join(', ')}`,
      ),
    );
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    if (wanted.length > 0 && !wanted.includes(stage.name)) continue;
    progress.stage(stage.name);
    const outcome = await stage.run();
    outcomes.push(outcome);
    progress.note(
      `${stage.name}: ${outcome.failed === 0 ? 'ok' : `${outcome.failed} failed`} (${progress.seconds()} s so far)`,
    );
  }
  for (const one of outcomes.filter((stage) => stage.failed > 0)) progress.note(`FAILED: ${one.stage}`);
  process.stdout.write(`${closingLine(outcomes)}\n`);
  return outcomes.some((one) => one.failed > 0) ? 1 : 0;
}

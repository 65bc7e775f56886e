import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { dispositions } from '../../shared/script/disposition.ts';
import { openStage, type Seat, type Stage, signIn } from '../../tools/desk/demoStage.ts';
import { until } from '../../tools/desk/until.ts';
import {
  answerPath,
  closeContact,
  hasEmergencyPanel,
  keysOf,
  openContact,
  shownUrgency,
  startScript,
} from './fixtures/callByKeys.ts';
import { type ScriptWalk, typedFor, walksOf } from './fixtures/scriptWalks.ts';

const library = fileURLToPath(new URL('../../shared/script/library', import.meta.url));
const { scripts } = readScriptLibrary(library);
const typed = typedFor(scripts);

let stage: Stage;
let nurse: Seat;

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING_MS: '3600000' } });
  nurse = await stage.seat('nurse');
  await signIn(nurse, 'nurse.laine');
});
afterAll(() => stage?.end());

interface Walked {
  readonly line: string;
  readonly answerMs: readonly number[];
  readonly keys: number;
  readonly wrong: readonly string[];
}

/** One call: opened, the script found by typing, answered to its proposal, closed again. */
async function walk(one: ScriptWalk): Promise<Walked> {
  const { page } = nurse.desk;
  const keys = keysOf(page);
  const name = `${one.script.id} ${one.path}`;
  await openContact(page, keys);
  await startScript(page, keys, { title: one.script.title.fi, typed: typed(one.script) });
  const { asked, answerMs } = await answerPath(page, keys, one);
  const has112 = await hasEmergencyPanel(page);
  if (has112) await keys.press('Escape');
  const urgency = await until('the proposal', () => shownUrgency(page));
  await closeContact(page, keys);
  const proved = one.disposition === null ? null : dispositions[one.disposition].text.fi;
  const figures = [`${asked.length} asked`, `${keys.count()} keys`, `${medianOf(answerMs)} ms an answer`];
  return {
    line: [
      one.script.id.padEnd(26),
      one.path.padEnd(8),
      ...figures.map((text) => text.padStart(15)),
      urgency,
    ].join('  '),
    answerMs,
    keys: keys.count(),
    wrong: [
      ...(urgency === proved ? [] : [`${name}: ${urgency}, proved ${proved}`]),
      ...(asked.length <= questionsMax(one)
        ? []
        : [`${name}: asks ${asked.length}, proved ${one.answers.size}`]),
      ...(has112 === (one.disposition === 'emergency_112') ? [] : [`${name}: the panel for 112 is wrong`]),
    ],
  };
}

/** The window stays in a topic before it goes on to another, which may ask more on the way to a red flag, and never else. */
function questionsMax({ script, path, answers }: ScriptWalk): number {
  return path === 'redFlag' ? script.questions.length : answers.size;
}

function medianOf(values: readonly number[], share = 0.5): number {
  const sorted = values.toSorted((left, right) => left - right);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

it('[SS3] every script is walked by keyboard on its shortest, longest and 112 path to the disposition that was proved', async () => {
  const walks = scripts.flatMap(walksOf);
  const walked: Walked[] = [];
  const started = performance.now();
  for (const one of walks) {
    const name = `${one.script.id} ${one.path}`;
    walked.push(
      await walk(one).catch(async (error: Error) => {
        await nurse.desk.shot('desk/walk-stopped.png').catch(() => undefined);
        throw new Error(`${name}: ${error.message}`, { cause: error });
      }),
    );
  }
  const seconds = Math.round((performance.now() - started) / 1_000);
  const answers = walked.flatMap((one) => one.answerMs);
  const keys = walked.reduce((sum, one) => sum + one.keys, 0);
  process.stdout.write(
    `${walked.map((one) => one.line).join('\n')}\n${walks.length} walks of ${scripts.length} scripts in ${seconds} s: ` +
      `${answers.length} answers, ${keys} keys; an answer takes ${medianOf(answers)} ms (p99 ${medianOf(answers, 0.99)} ms)\n`,
  );
  expect(scripts.length).toBeGreaterThanOrEqual(52);
  for (const path of ['shortest', 'longest', 'redFlag'])
    expect(new Set(walks.filter((one) => one.path === path).map((one) => one.script.id)).size).toBe(
      scripts.length,
    );
  expect(walked.flatMap((one) => one.wrong)).toEqual([]);
}, 600_000);

it('[WN17] after all those calls the list of closed ones shows the newest twelve, and all when asked', async () => {
  const { desk, person } = nurse;
  const rows = desk.page.getByRole('grid', { name: 'Päätetyt tänään' }).getByRole('row');
  await until('the list of closed contacts', async () => (await rows.count()) === 12);
  await person.pressButton(/^Näytä kaikki \d+$/);
  await until('all of them', async () => (await rows.count()) > 150);
});

// Figures of the real window beside a blank window of the same runtime, started and measured by the same means.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ringAndAnswer } from '../desk/demoCall.ts';
import { openStage, type Seat, type Stage } from '../desk/demoStage.ts';
import { familyOf, memoryOf } from '../desk/deskParts.ts';
import { until } from '../desk/until.ts';
import { makeBlankApp } from './blankApp.ts';
import { type Bench, inTurn, type NamedRound, percentileOf } from './figures.ts';
import { lookAtMarks, markKeys, readMarks } from './pageMarks.ts';
import { commitRaw } from './rawCommits.ts';

const idleMs = 3_000;
/** As many contacts as give the 99th percentile something to stand on; the blank window gets as many keys. */
const contacts = 12;
const keys = 168;

interface WindowFigures {
  readonly usefulMs: number;
  readonly idleMb: number;
  readonly answers: readonly number[];
}

function memoryMb(seat: Seat): number {
  const family = familyOf(seat.desk.mainPid);
  return family.reduce((sum, pid) => sum + memoryOf(pid).pssKb, 0) / 1000;
}

async function measureBlank(stage: Stage): Promise<WindowFigures> {
  const started = performance.now();
  const seat = await stage.seat('blank', { appDir: makeBlankApp(stage.folder) });
  await seat.desk.page.locator('#word').waitFor({ state: 'visible' });
  const usefulMs = performance.now() - started;
  await wait(idleMs);
  const idleMb = memoryMb(seat);
  await markKeys(seat.desk.page, 'word');
  for (let key = 0; key < keys; key += 1) {
    await seat.person.press('1');
    await until('the painted word', async () => (await lookAtMarks(seat.desk.page)).marks > key);
  }
  const answers = await readMarks(seat.desk.page);
  await seat.desk.close();
  return { usefulMs, idleMb, answers };
}

async function measureDesk(stage: Stage): Promise<WindowFigures> {
  const started = performance.now();
  const seat = await stage.seat('desk');
  await seat.desk.page.getByRole('textbox', { name: 'Tunnus' }).waitFor({ state: 'visible' });
  const usefulMs = performance.now() - started;
  await wait(idleMs);
  const idleMb = memoryMb(seat);
  await ringAndAnswer(seat, async () => undefined);
  await markKeys(seat.desk.page, 'question');
  await answerScript(seat);
  for (let more = 1; more < contacts; more += 1) {
    await openByHand(seat);
    await answerScript(seat);
  }
  const answers = await readMarks(seat.desk.page);
  await seat.desk.close();
  return { usefulMs, idleMb, answers };
}

/** A long script in which every question is answered by one digit. */
async function answerScript({ desk, person }: Seat): Promise<void> {
  await person.press('Control+Shift+a');
  await person.tabTo('combobox', 'Arviointi');
  await person.type('pärjää');
  await desk.page.getByRole('option', { name: /^Iäkkään pärjääminen kotona/, selected: true }).waitFor();
  await person.press('Enter');
  await until('the first question', () => person.question());
  const answers: Readonly<Record<string, string>> = { o_awake: '1', o_breath_ok: '1', o_safe: '1', adl: '3' };
  for (;;) {
    const { marks, question } = await lookAtMarks(desk.page);
    if (question === null) return;
    await person.press(answers[question] ?? '2');
    await until(`the step after ${question}`, async () => (await lookAtMarks(desk.page)).marks > marks);
  }
}

async function openByHand({ desk, person }: Seat): Promise<void> {
  const shown = () => desk.page.locator('[data-contact]').getAttribute('data-contact');
  const before = await shown();
  await person.press('Control+n');
  await until('another contact', async () => (await shown()) !== before);
  await person.sees('Tulosyy soittajan sanoin');
}

export const windowBench: Bench = {
  name: 'window',
  unit: 'ms',
  what: 'first useful window and idle memory against a blank window; key to painted next question against a bare frame plus one raw commit',
  async round(productFirst) {
    const stage = await openStage(() => undefined, { env: { DEMO_RING_MS: '500' } });
    try {
      const { product, baseline } = await inTurn(productFirst, {
        product: () => measureDesk(stage),
        baseline: () => measureBlank(stage),
      });
      const raw = commitRaw(join(stage.folder), 500);
      return [
        { part: 'firstUseful', value: product.usefulMs, baseline: baseline.usefulMs },
        { part: 'idleMemory', unit: 'MB', value: product.idleMb, baseline: baseline.idleMb },
        answerRound('answer.p50', 0.5, { product, baseline, commitMs: raw.p50 }),
        answerRound('answer.p99', 0.99, { product, baseline, commitMs: raw.p99 }),
      ];
    } finally {
      await stage.end();
    }
  },
};

function answerRound(
  part: string,
  share: number,
  { product, baseline, commitMs }: { product: WindowFigures; baseline: WindowFigures; commitMs: number },
): NamedRound {
  return {
    part,
    value: percentileOf(product.answers, share),
    baseline: percentileOf(baseline.answers, share) + commitMs,
  };
}

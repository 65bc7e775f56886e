import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Stage, signIn } from '../../tools/desk/demoStage.ts';
import { type Desk, launchDesk } from '../../tools/desk/launchDesk.ts';
import { until } from '../../tools/desk/until.ts';
import { type CallRecorder, type Losses, recordCalls } from '../kill/kit/callRecorder.ts';
import { deskOver, type KillableDesk, must, readAnswer } from '../kill/kit/desk.ts';
import { killCount, quantiles, randomMoments, reportKills } from '../kill/kit/killReport.ts';
import { inPage } from './fixtures/fixturePage.ts';

const rendererKills = killCount('LUOTSI_RENDERER_KILLS', 50);
const mainKills = killCount('LUOTSI_MAIN_KILLS', 50);
const minutes = 60_000;
const wholeStepsMax = 5;
const firstWordMsMax = 200;
const lastResort = 'app://luotsi/stopped.html';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING: 'off' } });
});
afterAll(() => stage?.end());

interface Work {
  readonly recorder: CallRecorder;
  readonly desk: Desk;
  readonly part: 'main' | 'renderer';
  readonly moment: (max: number) => number;
}

let asked = 0;

/** The desk as its page reaches it; a page or a shell that is gone answers nothing. */
function throughPage(desk: Desk, msMax?: number): KillableDesk {
  return deskOver(async (kind, name, args) => {
    // A late answer to an earlier word must not be taken for this one's.
    asked += 1;
    const message = JSON.stringify({ id: `k${asked}`, [kind]: name, args });
    const answer = await inPage(
      desk,
      `new Promise((done) => {
        const message = ${message};
        const stop = window.desk.receive((heard) => { if (heard.id === message.id) { stop(); done(heard); } });
        window.desk.send(message);
      })`,
      msMax,
    ).catch(() => null);
    return typeof answer === 'object' && answer !== null ? readAnswer(answer) : { kind: 'silence' };
  });
}

/** A few whole steps, then the kill at any moment of the ones that follow, however slow the machine is just now. */
async function workUntilKilled({ recorder, desk, part, moment }: Work): Promise<void> {
  const killable = throughPage(desk);
  let stepMs = 0;
  for (let whole = Math.floor(moment(wholeStepsMax)); whole >= 0; whole -= 1) {
    const begun = performance.now();
    if (!(await recorder.step(killable))) throw new Error('the desk is silent before the kill');
    stepMs = performance.now() - begun;
  }
  let falls = false;
  const killed = wait(moment(2 * stepMs)).then(() => {
    falls = true;
    return desk.kill(part);
  });
  while (!falls && (await recorder.step(killable)));
  await killed;
}

async function startRecorder(desk: Desk, mark: string): Promise<CallRecorder> {
  const killable = throughPage(desk);
  await engineAnswers(desk);
  await must('signIn', killable.command('session.signIn', { user: 'nurse.laine', password: 'demo' }));
  return recordCalls(await must('script', killable.query('script.get', { scriptId: 'chest_pain' })), mark);
}

const shownContact = (desk: Desk) =>
  inPage(desk, `document.querySelector('[data-contact]')?.dataset.contact ?? null`).catch(() => null);

const shownQuestion = (desk: Desk) =>
  inPage(desk, `document.activeElement?.closest('[id^="question-"]')?.id.slice(9) ?? null`).catch(() => null);

/**
 * An opening that was in flight may stand with nobody knowing of it; the window then rightly shows that one. Calls of
 * another desk of the unit are in the list as well, and no business of this window.
 */
async function findUnknown(recorder: CallRecorder, desk: KillableDesk): Promise<readonly string[]> {
  const { session } = await must('session', desk.query('session.current', {}));
  const open = await must('contact.list', desk.query('contact.list', { phase: 'open' }));
  return open
    .filter(({ answeredBy }) => answeredBy?.desk === session?.desk)
    .map(({ contactId }) => contactId)
    .filter((id) => !recorder.contactIds().includes(id));
}

async function closeContact(contactId: string, desk: KillableDesk): Promise<void> {
  await desk.command('contact.startWrapUp', { contactId });
  await desk.command('contact.setOutcome', { contactId, outcome: 'D20' });
  await must('contact.close', desk.command('contact.close', { contactId }));
}

async function standsAt(recorder: CallRecorder, desk: Desk): Promise<void> {
  const killable = throughPage(desk);
  const [unknown] = await findUnknown(recorder, killable);
  if (unknown !== undefined) {
    await until(`the call ${unknown}`, async () => (await shownContact(desk)) === unknown).catch(
      saying(desk),
    );
    await closeContact(unknown, killable);
    return;
  }
  const next = recorder.next();
  if (next === null) return;
  await until(`the question ${next}`, async () => (await shownQuestion(desk)) === next).catch(saying(desk));
}

/** A wait in vain says what stood in the window instead. */
function saying(desk: Desk): (error: unknown) => Promise<never> {
  return async (error) => {
    const code = `[location.href, document.activeElement?.outerHTML, document.body.innerText].join(' | ')`;
    const shown = await inPage(desk, code).catch(String);
    throw new Error(`${String(error)}; shown instead: ${String(shown).slice(0, 1_000)}`);
  };
}

/** A page stands before its engine does, and what it asks then goes nowhere: it is asked again soon. */
async function engineAnswers(desk: Desk): Promise<void> {
  let last = '';
  await until('the engine', async () => {
    const outcome = await throughPage(desk, firstWordMsMax).query('session.current', {});
    last = JSON.stringify(outcome).slice(0, 200);
    return outcome.kind === 'done';
  }).catch((error) => saying(desk)(`${String(error)} (${last})`));
}

it(
  `[SH42] after ${rendererKills} kills of the page nothing acknowledged is lost, and the call stands at its question again`,
  async () => {
    const moment = randomMoments(42);
    const losses: Losses = { lost: 0, doubled: 0, elsewhere: 0 };
    const resumeMs: number[] = [];
    const { desk } = await stage.seat('renderer');
    const recorder = await startRecorder(desk, 'renderer');
    for (let number = 1; number <= rendererKills; number += 1) {
      await workUntilKilled({ recorder, desk, part: 'renderer', moment });
      const begun = performance.now();
      // Every third fall within a minute ends in the page of last resort, and a person asks to go on.
      let byHand = false;
      await until('the page', async () => {
        if ((await inPage(desk, 'location.href').catch(() => '')) === lastResort) {
          byHand = true;
          await inPage(desk, `document.querySelector('a').click()`).catch(() => undefined);
        }
        // The page of last resort has a bridge as well.
        const answered =
          (await throughPage(desk, firstWordMsMax).query('session.current', {})).kind === 'done';
        return answered && (await inPage(desk, 'location.href').catch(() => lastResort)) !== lastResort;
      });
      await recorder.checkCurrent(throughPage(desk), losses);
      await standsAt(recorder, desk);
      if (!byHand) resumeMs.push(performance.now() - begun);
    }
    await recorder.checkAll(throughPage(desk), losses);
    await desk.close();
    reportKills('renderer', {
      kills: rendererKills,
      acknowledged: recorder.acknowledged(),
      ...losses,
      resumeMs: quantiles(resumeMs),
    });
    expect(losses).toEqual({ lost: 0, doubled: 0, elsewhere: 0 });
    expect(recorder.acknowledged()).toBeGreaterThanOrEqual(rendererKills);
  },
  6 * minutes,
);

it('[WN27] a page that is killed in the middle of a sentence takes at most a second of it along', async () => {
  const seat = await stage.seat('typist');
  const { desk, person } = seat;
  await signIn(seat, 'nurse.virta');
  await person.press('Control+n');
  await person.sees('Tulosyy soittajan sanoin');
  await desk.page.locator('#reason-field').fill('kaatui');
  await person.press('F7');
  await person.type('Tytär tulee illalla');
  await wait(1_000);
  await person.type(' klo');
  await desk.kill('renderer');
  const typedIn = async (id: string) =>
    String(await inPage(desk, `document.getElementById('${id}')?.value ?? ''`).catch(() => ''));
  await until('the sentence', async () =>
    (await typedIn('note-field')).startsWith('Tytär tulee illalla'),
  ).catch(saying(desk));
  expect(await typedIn('reason-field')).toBe('kaatui');
  await desk.close();
}, 60_000);

it(
  `[SH43] after ${mainKills} kills of the shell nothing acknowledged is lost, no engine stays behind, and the call stands at its question again`,
  async () => {
    const moment = randomMoments(43);
    const losses: Losses = { lost: 0, doubled: 0, elsewhere: 0 };
    const resumeMs: number[] = [];
    const options = { dataDir: `${stage.folder}/main`, region: stage.region };
    let desk = await launchDesk(options);
    const recorder = await startRecorder(desk, 'main');
    for (let number = 1; number <= mainKills; number += 1) {
      await workUntilKilled({ recorder, desk, part: 'main', moment });
      const begun = performance.now();
      desk = await launchDesk(options);
      await engineAnswers(desk);
      const killable = throughPage(desk);
      await must('signIn', killable.command('session.signIn', { user: 'nurse.laine', password: 'demo' }));
      await recorder.checkCurrent(killable, losses);
      await standsAt(recorder, desk);
      resumeMs.push(performance.now() - begun);
    }
    await recorder.checkAll(throughPage(desk), losses);
    await desk.close();
    reportKills('main', {
      kills: mainKills,
      acknowledged: recorder.acknowledged(),
      ...losses,
      resumeMs: quantiles(resumeMs),
    });
    expect(losses).toEqual({ lost: 0, doubled: 0, elsewhere: 0 });
    expect(recorder.acknowledged()).toBeGreaterThanOrEqual(mainKills);
  },
  8 * minutes,
);

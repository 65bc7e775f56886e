import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gapsOf } from '../../../electron/engine/commands/contactCommands.ts';
import type { AssessmentNow } from '../../../shared/protocol/deskViews.ts';
import { startDesk, type TestDesk, testScripts } from '../../kit/startDesk.ts';

// The library is read once, which on a busy machine takes longer than a test may.
beforeAll(() => void testScripts(), 60_000);

let desk: TestDesk;
let contactId: string;
beforeEach(async () => {
  desk = startDesk();
  await desk.signIn();
  ({ contactId } = await desk.command('contact.open', {}));
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

const start = async (scriptId: string) =>
  (await desk.command('assessment.start', { contactId, scriptId })).assessmentId;
const shown = () => desk.query('contact.get', { contactId });
const pending = async () => (await desk.query('sync.status', {})).pending;
const tell = (questionId: string, answer: string | number, assessmentId?: string) =>
  desk.command('assessment.answer', {
    contactId,
    questionId,
    answer,
    ...(assessmentId === undefined ? {} : { assessmentId }),
  });

async function one(assessmentId: string): Promise<AssessmentNow> {
  const found = (await shown()).assessed.find((assessment) => assessment.id === assessmentId);
  if (found === undefined) throw new Error('no such assessment');
  return found;
}

/** Answers what is asked, reassuringly but for what is given. */
async function finish(assessmentId: string, given: Readonly<Record<string, string | number>> = {}) {
  for (;;) {
    const { view } = await one(assessmentId);
    if (view.proposal !== null || view.next === null) return view.proposal;
    const answer = given[view.next] ?? calm[view.next] ?? 'no';
    // Whatever does not fit its question is not known to this caller.
    await tell(view.next, answer, assessmentId).catch(() => tell(view.next ?? '', 'unknown', assessmentId));
  }
}
const calm: Readonly<Record<string, string | number>> = {
  o_awake: 'yes',
  o_breath_ok: 'yes',
  o_safe: 'yes',
  c_lang: 'yes',
  c_transport: 'yes',
  c_age_y: 40,
};

describe('several problems in one call', () => {
  it('[PA1] scripts stand side by side, each with its own answers; the last begun is meant when nothing is said', async () => {
    const back = await start('back_pain');
    const nose = await start('nosebleed');
    expect((await shown()).assessed.map((each) => each.id)).toEqual([back, nose]);
    expect((await shown()).assessment?.id).toBe(nose);
    expect((await tell('nrs', 4, back)).assessment.answers.nrs?.answer).toBe(4);
    expect((await one(nose)).answers.nrs).toBeUndefined();
    expect(await desk.trouble('assessment.answer', { contactId, questionId: 'nrs', answer: 4 })).toBe(
      'questionUnknown',
    );
    expect(
      await desk.trouble('assessment.answer', {
        contactId,
        assessmentId: 'nobody',
        questionId: 'nrs',
        answer: 4,
      }),
    ).toBe('noAssessment');
    expect(await desk.trouble('assessment.start', { contactId, scriptId: 'back_pain' })).toBe(
      'assessmentOpen',
    );
  });

  it('[PA2] a shared question is asked once: its answer counts in each, says where it was given, and is one action', async () => {
    const back = await start('back_pain');
    await tell('o_awake', 'yes');
    const nose = await start('nosebleed');
    expect((await one(nose)).answers.o_awake).toMatchObject({
      answer: 'yes',
      source: 'shared',
      from: { contactId: null, assessmentId: back },
    });
    expect((await one(nose)).view.open).not.toContain('o_awake');
    const before = await pending();
    await tell('o_bleed', 'no', nose);
    expect((await pending()) - before).toBe(2);
    expect((await one(back)).answers.o_bleed).toMatchObject({
      source: 'shared',
      from: { assessmentId: nose },
    });
    expect((await one(nose)).answers.o_bleed).toMatchObject({ source: 'asked' });
  });

  it('[PA2] the second script asks only what the first did not', async () => {
    const asked = async (id: string) =>
      Object.values((await one(id)).answers).filter((given) => given.source === 'asked').length;
    const alone = await start('nosebleed');
    await finish(alone);
    const cost = await asked(alone);
    ({ contactId } = await desk.command('contact.open', {}));
    await finish(await start('back_pain'));
    const beside = await start('nosebleed');
    expect((await finish(beside))?.disposition).toBeDefined();
    expect(await asked(beside)).toBeLessThanOrEqual(cost - 6);
  });

  it('[PA3] a correction goes to all of them, also to a decided one, which then asks for a new decision', async () => {
    const back = await start('back_pain');
    const mild = await finish(back);
    expect(mild?.disposition).not.toBe('emergency_112');
    await desk.command('assessment.decide', { contactId, direction: 'accept' });
    const nose = await start('nosebleed');
    const red = await tell('o_stroke', 'yes', nose);
    expect(red.assessment.view.proposal?.disposition).toBe('emergency_112');
    const first = await one(back);
    expect(first.view.proposal?.disposition).toBe('emergency_112');
    expect(first.decision?.proposed).toBe(mild?.disposition);
    expect(first.urgency).toEqual({ disposition: 'emergency_112', standing: 'proposed' });
    expect(red.urgency?.disposition).toBe('emergency_112');
  });

  it('[PA4][PA5] the most urgent outcome is the contact’s, each keeps its own, and all are to be decided', async () => {
    const money = await start('voucher_budget');
    const social = await finish(money);
    const back = await start('back_pain');
    const health = await finish(back, { cauda: 'yes', saddle: 'yes', numb: 'yes' });
    const view = await shown();
    expect(view.assessed.map((each) => each.urgency.disposition)).toEqual([
      social?.disposition,
      health?.disposition,
    ]);
    expect(view.urgency).toMatchObject({ standing: 'proposed', open: 0 });
    await desk.command('assessment.decide', { contactId, direction: 'accept', assessmentId: money });
    expect((await one(back)).decision).toBeNull();
    const raised = await desk.command('assessment.decide', {
      contactId,
      assessmentId: back,
      direction: 'raise',
      disposition: 'emergency_112',
    });
    expect(raised.urgency).toEqual({
      disposition: 'emergency_112',
      assessmentId: back,
      standing: 'decided',
      open: 0,
    });
    await desk.command('assessment.readSafetyNet', { contactId, assessmentId: money, teachBack: true });
    expect([(await one(money)).teachBack, (await one(back)).teachBack]).toEqual([true, false]);
    const [row] = await desk.query('contact.list', {});
    expect(row?.disposition).toBe('emergency_112');
    expect(row?.assessments).toEqual([
      { scriptId: 'voucher_budget', disposition: social?.disposition },
      { scriptId: 'back_pain', disposition: 'emergency_112' },
    ]);
    const sbar = { situation: '', background: '', assessment: '', recommendation: '' };
    const { handoffId } = await desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
    expect((await desk.query('handoff.get', { handoffId })).disposition).toBe('emergency_112');
  });

  it('[PA5] the plan holds the lines of every assessment, and what several say only once', async () => {
    await finish(await start('back_pain'), { c_alone: 'yes' });
    await finish(await start('nosebleed'));
    await tell('c_alone', 'yes');
    const plan = await desk.command('plan.draft', { contactId });
    const texts = Object.values(plan.lines).map((line) => line.text[0]?.value);
    expect(new Set(texts).size).toBe(texts.length);
    const alone = texts.filter((text) => text?.startsWith('Varataan takaisinsoitto'));
    expect(alone).toHaveLength(1);
    const line = Object.values(plan.lines).find((each) => each.text[0]?.value === alone[0]);
    await desk.command('plan.removeLine', { planId: plan.planId, lineId: line?.id ?? '' });
    const again = await desk.command('plan.draft', { contactId });
    expect(Object.values(again.lines).map((each) => each.text[0]?.value)).not.toContain(alone[0]);
    const ids = Object.keys(plan.lines);
    expect(ids.some((id) => id.startsWith('back-pain'))).toBe(true);
    expect(ids.some((id) => id.startsWith('nosebleed'))).toBe(true);
  });

  it('[PA5] an undecided problem is a gap when the contact is closed', async () => {
    await finish(await start('back_pain'));
    await desk.command('assessment.decide', { contactId, direction: 'accept' });
    await start('nosebleed');
    await desk.command('assessment.readSafetyNet', {
      contactId,
      assessmentId: (await shown()).assessed[0]?.id ?? '',
      teachBack: true,
    });
    const contact = await shown();
    expect(gapsOf(contact)).toEqual(['client', 'reason', 'decision', 'outcome']);
    await desk.command('assessment.decide', { contactId, direction: 'raise', disposition: 'same_day' });
    expect(gapsOf(await shown())).toEqual(['client', 'reason', 'safetyNet', 'outcome']);
  });
});

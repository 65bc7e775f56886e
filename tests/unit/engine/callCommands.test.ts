import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentNow } from '../../../shared/protocol/deskViews.ts';
import { draftPlan } from '../../../shared/script/planDraft.ts';
import { newClient } from '../../kit/makeClient.ts';
import { laine, virta } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk, testScripts } from '../../kit/startDesk.ts';

let desk: TestDesk;
let contactId: string;
beforeEach(async () => {
  desk = startDesk();
  await desk.signIn();
  ({ contactId } = await desk.command('contact.open', { language: 'sv' }));
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

/** Answers what is asked, "not sure" where the test does not care. */
async function answerAll(given: Readonly<Record<string, string | number>> = {}): Promise<AssessmentNow> {
  let now = (await desk.query('contact.get', { contactId })).assessment;
  while (now !== null && now.view.proposal === null && now.view.next !== null) {
    const questionId = now.view.next;
    const answer = given[questionId] ?? 'unknown';
    now = (await desk.command('assessment.answer', { contactId, questionId, answer })).assessment;
  }
  if (now === null) throw new Error('no assessment');
  return now;
}

describe('a contact', () => {
  it('[EN2] is opened as talking, carries what is said, and closes with its gaps', async () => {
    await desk.command('contact.setReason', { contactId, text: 'Kuume' });
    await desk.command('contact.takeEmergencyStep', { contactId, step: 'opened' });
    expect((await desk.command('contact.startWrapUp', { contactId })).phase).toBe('wrappingUp');
    expect(await desk.trouble('contact.startWrapUp', { contactId })).toBe('invalid');
    expect((await desk.command('contact.resume', { contactId })).phase).toBe('talking');
    expect(await desk.command('contact.close', { contactId })).toEqual({ contactId, phase: 'closed' });
    expect(await desk.trouble('contact.close', { contactId })).toBe('alreadyClosed');
    expect(await desk.trouble('assessment.start', { contactId, scriptId: 'chest_pain' })).toBe(
      'alreadyClosed',
    );
    const late = await desk.command('contact.addNote', { contactId, text: 'Muistin vielä' });
    const view = await desk.query('contact.get', { contactId });
    expect(view.notes.map((note) => note.opId)).toEqual([late.opId]);
    expect(view.emergencySteps.map((one) => one.step)).toEqual(['opened']);
    expect(view.signs.pending).toBe(7);
  });

  it('[EN2] lists show open contacts before closed ones', async () => {
    const second = await desk.command('contact.open', {});
    await desk.command('contact.close', { contactId });
    const rows = await desk.query('contact.list', {});
    expect(rows.map((row) => [row.contactId, row.phase])).toEqual([
      [second.contactId, 'talking'],
      [contactId, 'closed'],
    ]);
    expect(await desk.query('contact.list', { phase: 'open' })).toHaveLength(1);
  });

  it('[EN16] an op over its limit is refused before anything of the action is stored', async () => {
    const text = '\u4e00'.repeat(8_000);
    const sbar = { situation: text, background: text, assessment: text, recommendation: text };
    expect(await desk.trouble('handoff.offer', { contactId, toUnit: 'unit_social', sbar })).toBe('tooLarge');
    expect(await desk.query('handoff.list', {})).toEqual([]);
    expect((await desk.query('sync.status', {})).pending).toBe(1);
  });
});

describe('an assessment', () => {
  it('[EN11] takes the ages from the record and says so', async () => {
    const { clientId } = await desk.command('client.register', newClient);
    await desk.command('contact.linkClient', {
      contactId,
      client: { kind: 'identified', clientId, certainty: 'stated' },
    });
    const started = await desk.command('assessment.start', { contactId, scriptId: 'fever_child_u3' });
    const known = Object.entries(started.assessment.answers);
    expect(known.length).toBeGreaterThan(0);
    for (const [questionId, given] of known) {
      expect(questionId).toMatch(/^c_age_[my]$/);
      expect(given.source).toBe('record');
    }
    expect(started.assessment.view.needed).not.toContain('c_age_m');
  });

  it('[EN11] anonymous callers are asked everything', async () => {
    await desk.command('contact.linkClient', { contactId, client: { kind: 'anonymous' } });
    const started = await desk.command('assessment.start', { contactId, scriptId: 'fever_child_u3' });
    expect(started.assessment.answers).toEqual({});
    expect(await desk.trouble('assessment.start', { contactId, scriptId: 'fever_child_u3' })).toBe(
      'assessmentOpen',
    );
    expect(
      (await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' })).assessment.scriptId,
    ).toBe('chest_pain');
  });

  it('[EN3] an answer is checked against the script it is bound to', async () => {
    expect(await desk.trouble('assessment.answer', { contactId, questionId: 'o_awake', answer: 'yes' })).toBe(
      'noAssessment',
    );
    expect(await desk.trouble('assessment.start', { contactId, scriptId: 'no_such_script' })).toBe(
      'scriptUnknown',
    );
    await desk.command('assessment.start', { contactId, scriptId: 'fever_child_u3' });
    const wrong = (questionId: string, answer: string | number) =>
      desk.trouble('assessment.answer', { contactId, questionId, answer });
    expect(await wrong('constructor', 'yes')).toBe('questionUnknown');
    expect(await wrong('o_awake', 'maybe')).toBe('answerWrongKind');
    expect(await wrong('c_age_m', 4_000)).toBe('answerOutOfRange');
  });

  it('[EN12] is accepted only as proposed and lowered only with a reason', async () => {
    await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
    expect(await desk.trouble('assessment.decide', { contactId, direction: 'accept' })).toBe('notDecidable');
    expect(
      await desk.trouble('assessment.decide', {
        contactId,
        direction: 'lower',
        disposition: 'self_care',
        reason: 'x',
      }),
    ).toBe('notDecidable');
    const { view } = await answerAll();
    const decide = (
      direction: 'accept' | 'raise' | 'lower',
      disposition: string | null,
      reason: string | null = null,
    ) => desk.trouble('assessment.decide', { contactId, direction, disposition, reason });
    expect(view.proposal?.disposition).toBe('emergency_112');
    expect(await decide('accept', 'self_care')).toBe('proposalChanged');
    expect(await decide('raise', 'same_day')).toBe('wrongDirection');
    expect(await decide('lower', 'same_day')).toBe('reasonMissing');
    expect(await decide('lower', 'same_day', '  ')).toBe('reasonMissing');
    expect(await decide('lower', 'nowhere', 'x')).toBe('invalid');
    const lowered = await desk.command('assessment.decide', {
      contactId,
      direction: 'lower',
      disposition: 'ed_now',
      reason: 'Ambulanssi on jo paikalla',
    });
    expect(lowered.assessment.decision).toMatchObject({
      proposed: 'emergency_112',
      chosen: 'ed_now',
      confirmedBy: null,
    });
    expect(await desk.trouble('assessment.confirmLowering', { contactId })).toBe('notAllowed');
    await desk.signIn(virta);
    const confirmed = await desk.command('assessment.confirmLowering', { contactId });
    expect(confirmed.assessment.decision?.confirmedBy?.user).toBe(virta.user);
    await desk.signIn(laine);
  });

  it('[EN12] may be raised before there is a proposal', async () => {
    await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
    const raised = await desk.command('assessment.decide', {
      contactId,
      direction: 'raise',
      disposition: 'emergency_112',
    });
    expect(raised.assessment.decision).toMatchObject({
      chosen: 'emergency_112',
      direction: 'raise',
      reason: null,
    });
  });

  it('[EN5] answers are corrected, and the view follows', async () => {
    await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
    await desk.command('assessment.answer', { contactId, questionId: 'o_awake', answer: 'no' });
    const red = (await desk.query('contact.get', { contactId })).assessment;
    expect(red?.view.proposal?.disposition).toBe('emergency_112');
    const right = await desk.command('assessment.answer', {
      contactId,
      questionId: 'o_awake',
      answer: 'yes',
    });
    expect(right.assessment.view.proposal).toBeNull();
  });
});

describe('a plan and a handoff', () => {
  const sbar = { situation: 'S', background: 'B', assessment: 'A', recommendation: 'R' };

  it('[EN13] lines come in the language of the contact, with their questions, and once', async () => {
    await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
    const { view, answers } = await answerAll();
    const script = testScripts().find((one) => one.id === 'chest_pain');
    if (script === undefined || view.proposal === null) throw new Error('nothing to draft from');
    const given = Object.fromEntries(Object.entries(answers).map(([id, one]) => [id, one.answer]));
    const expected = draftPlan(script, given, view.proposal);
    const plan = await desk.command('plan.draft', { contactId });
    const lines = Object.values(plan.lines);
    expect(lines.map((line) => line.text[0]?.value)).toEqual(expected.map((line) => line.text.sv));
    expect(lines.map((line) => line.from)).toEqual(expected.map((line) => line.from));
    const [gone, kept] = lines;
    if (gone === undefined || kept === undefined) throw new Error('too few lines');
    await desk.command('plan.removeLine', { planId: plan.planId, lineId: gone.id });
    const edit = { planId: plan.planId, lineId: kept.id, field: 'due', value: 'i dag' } as const;
    await desk.command('plan.setLineField', edit);
    const again = await desk.command('plan.draft', { contactId });
    expect(Object.keys(again.lines)).toEqual(lines.slice(1).map((line) => line.id));
    expect(again.lines[kept.id]?.due[0]?.value).toBe('i dag');
    expect((await desk.query('contact.get', { contactId })).planId).toBe(plan.planId);
    expect(await desk.trouble('plan.removeLine', { planId: plan.planId, lineId: gone.id })).toBe('notFound');
  });

  it('[EN13] a plan without an assessment starts empty and is edited by hand', async () => {
    const { planId, lines } = await desk.command('plan.draft', { contactId });
    expect(lines).toEqual({});
    const added = await desk.command('plan.addLine', { planId, text: 'Soitto huomenna' });
    expect(Object.values(added.lines).map((line) => line.text[0]?.value)).toEqual(['Soitto huomenna']);
    expect(
      (await desk.command('plan.setField', { planId, field: 'goals', value: 'Kotona' })).fields.goals?.[0]
        ?.value,
    ).toBe('Kotona');
    expect(
      (await desk.command('plan.setAdviceOnly', { planId, reason: 'Neuvonta riitti' })).adviceOnly[0]?.value,
    ).toBe('Neuvonta riitti');
    expect((await desk.command('plan.agree', { planId })).agreedBy?.user).toBe(laine.user);
  });

  it('[EN14] offering shares contact and plan in one action', async () => {
    const { planId } = await desk.command('plan.draft', { contactId });
    const before = (await desk.query('sync.status', {})).pending;
    expect(await desk.trouble('handoff.offer', { contactId, toUnit: 'unit_health', sbar })).toBe('sameUnit');
    const { handoffId } = await desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
    expect((await desk.query('sync.status', {})).pending).toBe(before + 3);
    expect((await desk.query('contact.get', { contactId })).sharedWith).toEqual(['unit_social']);
    expect((await desk.query('plan.get', { planId })).sharedWith).toEqual(['unit_social']);
    expect(await desk.query('handoff.get', { handoffId })).toMatchObject({
      planId,
      contactId,
      phase: 'offered',
      ownTake: 'none',
    });
    expect(await desk.query('handoff.list', { box: 'out' })).toHaveLength(1);
    expect(await desk.query('handoff.list', { box: 'in' })).toEqual([]);
  });

  it('[EN14][EN22] a take with a note notes first and waits for the region', async () => {
    const { handoffId } = await desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
    const taken = await desk.command('handoff.take', {
      handoffId,
      note: 'Soitan iltapäivällä',
      readBack: 'Ymmärsin',
    });
    expect(taken).toMatchObject({ phase: 'taken', ownTake: 'waiting', readBack: 'Ymmärsin', noteCount: 1 });
    expect(taken.notes.map((note) => note.text)).toEqual(['Soitan iltapäivällä']);
    expect(await desk.trouble('handoff.take', { handoffId })).toBe('alreadyTaken');
    expect(await desk.trouble('handoff.withdraw', { handoffId })).toBe('alreadyTaken');
    expect(await desk.command('handoff.finish', { handoffId, note: 'Valmis' })).toMatchObject({
      phase: 'done',
      noteCount: 2,
    });
  });
});

describe('a client', () => {
  it.each([
    'testinen',
    'TESTI',
    'asa',
    'örjan',
    '0401234567',
    '+358401234567',
    '040 123 4567',
    '15.1.2025',
    '2025-01-15',
    '15012025',
    'äsa testi',
  ])('[EN15] is found by %s', async (text) => {
    const { clientId } = await desk.command('client.register', newClient);
    expect((await desk.query('client.search', { text })).map((row) => row.clientId)).toEqual([clientId]);
  });

  it('[EN15] is found by the identity code, which is shown masked; signs of the search are only text', async () => {
    await desk.command('client.register', { ...newClient, birthDate: null, identityCode: '131052-308T' });
    const [row] = await desk.query('client.search', { text: '131052-308t' });
    expect(row).toMatchObject({
      identityCode: '131052-••••',
      birthDate: '1952-10-13',
      name: 'Testinen Äsa Örjan',
    });
    for (const text of ['"', '*', 'a" OR "b', 'NEAR(', '-', 'words:x', ''])
      expect(await desk.query('client.search', { text })).toEqual([]);
  });

  it('[EN9] is shown only with an entry in the access log', async () => {
    const { clientId } = await desk.command('client.register', newClient);
    const before = (await desk.query('sync.status', {})).pending;
    const view = await desk.command('client.view', { clientId, contactId, purpose: 'CONTACT' });
    expect(view).toMatchObject({ masked: [], clientId });
    expect(view.phone[0]?.value).toBe(newClient.phone);
    expect((await desk.query('sync.status', {})).pending).toBe(before + 1);
    expect(await desk.trouble('client.view', { clientId: 'client_none' })).toBe('notFound');
  });

  it('[EN10] under a non-disclosure order contact data is revealed only with a reason', async () => {
    const { clientId } = await desk.command('client.register', { ...newClient, nonDisclosure: true });
    const [row] = await desk.query('client.search', { text: 'testinen' });
    expect(row).toMatchObject({ municipality: null, nonDisclosure: true });
    const masked = await desk.command('client.view', { clientId });
    expect(masked.masked).toEqual(['phone', 'address', 'municipality']);
    expect([masked.phone, masked.address, masked.municipality].map((field) => field[0]?.value)).toEqual([
      null,
      null,
      null,
    ]);
    expect(await desk.trouble('client.view', { clientId, reveal: true })).toBe('reasonMissing');
    const shown = await desk.command('client.view', {
      clientId,
      reveal: true,
      reason: 'Ambulanssi tarvitsee osoitteen',
    });
    expect(shown.masked).toEqual([]);
    expect(shown.address[0]?.value).toBe('Koekatu 1');
  });

  it('[EN2] fields and alerts change on their own', async () => {
    const { clientId } = await desk.command('client.register', newClient);
    await desk.command('client.setField', { clientId, edit: { field: 'familyName', value: 'Uusinen' } });
    const { alertId } = await desk.command('client.addAlert', {
      clientId,
      kind: 'allergy',
      text: 'Penisilliini',
    });
    expect((await desk.query('client.search', { text: 'uusinen' })).map((row) => row.clientId)).toEqual([
      clientId,
    ]);
    expect(await desk.query('client.search', { text: 'testinen' })).toEqual([]);
    expect(Object.keys((await desk.command('client.view', { clientId })).alerts)).toEqual([alertId]);
    await desk.command('client.removeAlert', { clientId, alertId, reason: 'Väärä henkilö' });
    expect(await desk.trouble('client.removeAlert', { clientId, alertId, reason: 'x' })).toBe('notFound');
  });
});

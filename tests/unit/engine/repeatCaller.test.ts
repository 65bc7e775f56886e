import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemScheduler } from '../../../platform/clock.ts';
import { salo } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk, testScripts } from '../../kit/startDesk.ts';

const hour = 3_600_000;
let now = 0;
// The library is read once, which on a busy machine takes longer than a test may.
beforeAll(() => void testScripts(), 60_000);

let desk: TestDesk;
let clientId: string;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 20, 8);
  desk = startDesk({ clock: { now: () => now, monotonic: () => now }, scheduler: systemScheduler });
  await desk.signIn();
  clientId = await register('Testinen', '1950-01-15');
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

async function register(familyName: string, birthDate: string): Promise<string> {
  const about = { familyName, givenNames: 'Aino', identityCode: null, birthDate, language: 'fi' };
  const rest = { interpreter: false, phone: null, address: null, municipality: null, nonDisclosure: false };
  return (await desk.command('client.register', { ...about, ...rest, allergies: 'none' })).clientId;
}

const link = (contactId: string, id = clientId) =>
  desk.command('contact.linkClient', {
    contactId,
    client: { kind: 'identified', clientId: id, certainty: 'stated' },
  });

async function open(): Promise<string> {
  const { contactId } = await desk.command('contact.open', {});
  await link(contactId);
  return contactId;
}

/** A call about a cough, ended with an outcome. */
async function firstCall(): Promise<string> {
  const contactId = await open();
  await desk.command('contact.setReason', { contactId, text: 'Yskä ja kuume' });
  await desk.command('assessment.start', { contactId, scriptId: 'cough_respiratory' });
  const answers = { o_awake: 'yes', o_breath_ok: 'yes', temp: 38.2, c_immuno: 'no', c_worry: 'no' };
  for (const [questionId, answer] of Object.entries(answers))
    await desk.command('assessment.answer', { contactId, questionId, answer });
  await desk.command('assessment.decide', { contactId, direction: 'raise', disposition: 'within_1_3d' });
  await desk.command('contact.close', { contactId });
  return contactId;
}

const earlier = (contactId: string) => desk.query('contact.earlier', { contactId });

describe('a caller within 72 hours', () => {
  it('[RP1] linking the client shows the earlier contact; the window is counted from its end', async () => {
    const first = await firstCall();
    now += 71 * hour;
    const second = await open();
    const [found, ...more] = await earlier(second);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ contactId: first, reason: 'Yskä ja kuume' });
    expect(found?.assessments).toMatchObject([
      { scriptId: 'cough_respiratory', urgency: { disposition: 'within_1_3d', standing: 'decided' } },
    ]);
    expect(await earlier(first)).toEqual([]);
    now += 2 * hour;
    const third = await open();
    expect((await earlier(third)).map((one) => one.contactId)).toEqual([second]);
  });

  it('[RP1] nobody is a repeat caller before they are known, and never another client', async () => {
    await firstCall();
    now += hour;
    const { contactId } = await desk.command('contact.open', {});
    expect(await earlier(contactId)).toEqual([]);
    await link(contactId, await register('Toinen', '1980-05-05'));
    expect(await earlier(contactId)).toEqual([]);
    await link(contactId);
    expect(await earlier(contactId)).toHaveLength(1);
  });

  it('[RP2] the same script offers the earlier answers and counts none of them', async () => {
    const first = await firstCall();
    now += 5 * hour;
    const second = await open();
    const { assessment } = await desk.command('assessment.start', {
      contactId: second,
      scriptId: 'cough_respiratory',
    });
    expect(assessment.earlier).toMatchObject({ contactId: first, disposition: 'within_1_3d' });
    expect(assessment.earlier?.answers).toMatchObject({
      o_awake: { answer: 'yes', mayKeep: false },
      temp: { answer: 38.2, mayKeep: true },
      c_immuno: { answer: 'no', mayKeep: true },
      c_worry: { answer: 'no', mayKeep: false },
    });
    const counted = Object.entries(assessment.answers).map(([id, given]) => [id, given.source]);
    expect(Object.fromEntries(counted)).toEqual({ c_age_y: 'record', c_repeat: 'record' });
    expect(assessment.view.open).toContain('o_awake');
    const other = await desk.command('assessment.start', { contactId: second, scriptId: 'back_pain' });
    expect(other.assessment.earlier).toBeNull();
  });

  it('[RP3] an answer is kept one by one, marked with where it comes from; signs of danger are not', async () => {
    const first = await firstCall();
    now += hour;
    const contactId = await open();
    await desk.command('assessment.start', { contactId, scriptId: 'cough_respiratory' });
    const keep = (...questionIds: string[]) => ({ contactId, questionIds });
    expect(await desk.trouble('assessment.keepEarlier', keep('temp', 'o_awake'))).toBe('notAllowed');
    expect(await desk.trouble('assessment.keepEarlier', keep('c_alone'))).toBe('questionUnknown');
    const kept = await desk.command('assessment.keepEarlier', keep('temp'));
    expect(kept.assessment.answers.temp).toMatchObject({
      answer: 38.2,
      source: 'earlier',
      from: { contactId: first },
    });
    const changed = await desk.command('assessment.answer', { contactId, questionId: 'temp', answer: 39.5 });
    expect(changed.assessment.answers.temp).toMatchObject({ answer: 39.5, source: 'asked' });
    const told = await desk.command('assessment.tellChange', { contactId, text: 'Kuume nousi' });
    expect(told.assessment.changeTold.map((version) => version.value)).toEqual(['Kuume nousi']);
  });

  it('[RP3] without an earlier contact there is nothing to keep', async () => {
    const contactId = await open();
    await desk.command('assessment.start', { contactId, scriptId: 'cough_respiratory' });
    expect(await desk.trouble('assessment.keepEarlier', { contactId, questionIds: ['temp'] })).toBe(
      'notFound',
    );
  });

  it('[RP4] the call counts as repeated by the record, only in the same matter', async () => {
    await firstCall();
    now += hour;
    const contactId = await open();
    const back = await desk.command('assessment.start', { contactId, scriptId: 'back_pain' });
    expect(back.assessment.answers.c_repeat).toBeUndefined();
    const cough = await desk.command('assessment.start', { contactId, scriptId: 'cough_respiratory' });
    expect(cough.assessment.answers.c_repeat).toMatchObject({ answer: 'yes', source: 'record' });
  });
});

describe('what the record knows', () => {
  const add = (kind: 'immunity' | 'other') =>
    desk.command('client.addCondition', { clientId, kind, text: 'Leukemian hoito' });

  it('[KN2] listed conditions and medicines answer their questions with yes; silence answers nothing', async () => {
    await add('immunity');
    await add('other');
    await desk.command('client.addMedicine', { clientId, kind: 'anticoagulant', text: 'Varfariini' });
    const contactId = await open();
    const { assessment } = await desk.command('assessment.start', { contactId, scriptId: 'headache' });
    expect(assessment.answers).toMatchObject({
      c_immuno: { answer: 'yes', source: 'record' },
      c_anticoag: { answer: 'yes', source: 'record' },
    });
    expect(assessment.answers.c_heart_lung).toBeUndefined();
    expect(assessment.answers.c_cog).toBeUndefined();
  });

  it('[KN1] an entry is taken away by itself and with a reason; the others stay', async () => {
    const { conditionId } = await add('immunity');
    const other = await add('other');
    await desk.command('client.removeCondition', { clientId, conditionId, reason: 'Hoito päättyi' });
    const view = await desk.command('client.view', { clientId });
    expect(Object.keys(view.conditions ?? {})).toEqual([other.conditionId]);
    expect(
      await desk.trouble('client.removeCondition', { clientId, conditionId, reason: 'Hoito päättyi' }),
    ).toBe('notFound');
    const { medicineId } = await desk.command('client.addMedicine', { clientId, kind: 'other', text: 'D' });
    await desk.command('client.removeMedicine', { clientId, medicineId, reason: 'Lopetettu' });
    expect((await desk.command('client.view', { clientId })).medicines).toEqual({});
  });

  it('[KN3] a client linked in the middle of the call brings what is missing and changes no answer', async () => {
    await add('immunity');
    const { contactId } = await desk.command('contact.open', {});
    await desk.command('assessment.start', { contactId, scriptId: 'nosebleed' });
    await desk.command('assessment.answer', { contactId, questionId: 'c_age_y', answer: 44 });
    const view = await link(contactId);
    expect(view.assessment?.answers).toMatchObject({
      c_immuno: { answer: 'yes', source: 'record' },
      c_age_y: { answer: 44, source: 'asked' },
    });
  });

  it('[KN3] a coordinator, who answers no questions, may still say that it was another client', async () => {
    await add('immunity');
    const contactId = await open();
    await desk.command('assessment.start', { contactId, scriptId: 'nosebleed' });
    const other = await register('Toinen', '1990-01-01');
    await desk.signIn(salo);
    const view = await link(contactId, other);
    expect(view.client.at(-1)?.value).toMatchObject({ clientId: other });
    expect(view.assessment?.answers).toEqual({});
  });

  it('[KN3] when it was another client, the first one’s record leaves no answer behind', async () => {
    await add('immunity');
    const contactId = await open();
    await desk.command('assessment.start', { contactId, scriptId: 'nosebleed' });
    await desk.command('assessment.answer', { contactId, questionId: 'o_awake', answer: 'yes' });
    const view = await link(contactId, await register('Toinen', '1990-01-01'));
    expect(view.assessment?.answers.c_immuno).toBeUndefined();
    expect(view.assessment?.answers.c_age_y).toMatchObject({ answer: 36, source: 'record' });
    expect(view.assessment?.answers.o_awake).toMatchObject({ answer: 'yes' });
    const nobody = await desk.command('contact.linkClient', { contactId, client: { kind: 'anonymous' } });
    expect(Object.keys(nobody.assessment?.answers ?? {})).toEqual(['o_awake']);
  });
});

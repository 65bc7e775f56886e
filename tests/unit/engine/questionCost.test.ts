import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heino, laine, nieminen, sundberg, type TestPerson } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = startDesk();
  await desk.signIn(laine);
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

const burn = { scriptId: 'burn', version: 1 };

async function call(answers: readonly (readonly [string, string, number])[]): Promise<void> {
  const { contactId } = await desk.command('contact.open', {});
  await desk.command('assessment.start', { contactId, scriptId: 'burn' });
  for (const [questionId, answer, ms] of answers)
    await desk.command('assessment.answer', { contactId, questionId, answer, source: 'asked', ms });
  await desk.command('contact.close', { contactId });
}

async function as(person: TestPerson): Promise<void> {
  await desk.command('session.signOut', {});
  await desk.signIn(person);
}

describe('the cost of questions on a desk', () => {
  it('[QC3] time per question comes from the answers’ own facts, corrections included', async () => {
    await call([
      ['airway', 'no', 2_000],
      ['airway', 'yes', 500],
    ]);
    await call([['airway', 'no', 1_000]]);
    await as(heino);
    const costs = await desk.query('script.cost', burn);
    expect(costs.find((one) => one.questionId === 'airway')).toMatchObject({
      asked: 2,
      medianMs: 1_750,
      totalMs: 3_500,
      changedOutcome: 1,
      say: expect.objectContaining({ fi: expect.stringContaining('hengenahdistusta') }),
    });
    expect(costs.find((one) => one.questionId === 'deep')).toMatchObject({ asked: 0, medianMs: null });
  });

  it('[QC3] nurses do not see it, and a lead sees nothing of calls that are not theirs to read', async () => {
    await call([['airway', 'no', 1_000]]);
    await expect(desk.query('script.cost', burn)).rejects.toThrow(/notAllowed/);
    await as(heino);
    await expect(desk.query('script.cost', { scriptId: 'burn', version: 99 })).rejects.toThrow(
      /scriptUnknown/,
    );
    await as(sundberg);
    expect((await desk.query('script.cost', burn)).every((one) => one.asked === 0)).toBe(true);
    await as(nieminen);
    await expect(desk.query('script.cost', burn)).rejects.toThrow(/notAllowed/);
  });
});

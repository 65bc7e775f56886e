import { expect, it } from 'vitest';
import type { AssessmentNow } from '../../shared/protocol/deskViews.ts';
import { journeyDesks, knownClient } from '../kit/journeyDesks.ts';
import { type TestDesk, until } from '../kit/startDesk.ts';

const { region, deskOf } = journeyDesks();

async function openAbout(desk: TestDesk, clientId: string): Promise<string> {
  const { contactId } = await desk.command('contact.open', {});
  const client = { kind: 'identified', clientId, certainty: 'stated' } as const;
  await desk.command('contact.linkClient', { contactId, client });
  return contactId;
}

async function answerAll(desk: TestDesk, contactId: string, from: AssessmentNow): Promise<AssessmentNow> {
  let assessment = from;
  while (assessment.view.proposal === null) {
    const questionId = assessment.view.next;
    if (questionId === null) throw new Error('no question and no outcome');
    const given = { contactId, assessmentId: assessment.id, questionId };
    const answer = /^(o_awake|o_breath_ok|o_safe|c_lang|c_transport)$/.test(questionId) ? 'yes' : 'no';
    ({ assessment } = await desk
      .command('assessment.answer', { ...given, answer })
      .catch(() => desk.command('assessment.answer', { ...given, answer: 'unknown' })));
  }
  return assessment;
}

it('[PA2][PA4][RP1][RP2] two problems are assessed with the network cut; another desk sees both, and a repeat caller with the network cut again', async () => {
  const first = await region();
  const port = Number(new URL(first.url).port);
  const laine = await deskOf(first.url, 'nurse.laine');
  const virta = await deskOf(first.url, 'nurse.virta');
  const clientId = await knownClient(laine);
  await knownClient(virta);
  const contactId = await openAbout(laine, clientId);
  await first.kill();
  await until('the link is down', () => !laine.engine.status().connected);

  const back = await laine.command('assessment.start', { contactId, scriptId: 'back_pain' });
  await answerAll(laine, contactId, back.assessment);
  const nose = await laine.command('assessment.start', { contactId, scriptId: 'nosebleed' });
  expect(nose.assessment.answers.o_awake).toMatchObject({ answer: 'yes', source: 'shared' });
  await answerAll(laine, contactId, nose.assessment);
  for (const { assessmentId } of [back, nose])
    await laine.command('assessment.decide', { contactId, assessmentId, direction: 'accept' });
  await laine.command('contact.close', { contactId });
  const mine = await laine.query('contact.get', { contactId });

  const again = await region({ folder: first.folder, port });
  await until('the other desk has the call', async () => {
    const rows = await virta.query('contact.list', { phase: 'closed' });
    return rows.some((row) => row.contactId === contactId);
  });
  const theirs = await virta.query('contact.get', { contactId });
  expect(theirs.urgency).toEqual(mine.urgency);
  expect(theirs.assessed.map((one) => [one.scriptId, one.urgency, one.answers])).toEqual(
    mine.assessed.map((one) => [one.scriptId, one.urgency, one.answers]),
  );

  await again.kill();
  await until('the link is down', () => !virta.engine.status().connected);
  const repeat = await openAbout(virta, clientId);
  const [earlier] = await virta.query('contact.earlier', { contactId: repeat });
  expect(earlier?.assessments.map((one) => one.scriptId)).toEqual(['back_pain', 'nosebleed']);
  const { assessment } = await virta.command('assessment.start', {
    contactId: repeat,
    scriptId: 'nosebleed',
  });
  expect(assessment.earlier?.contactId).toBe(contactId);
  expect(assessment.earlier?.answers.o_awake).toEqual({ answer: 'yes', mayKeep: false });
  expect(assessment.answers.o_awake).toBeUndefined();
  expect(assessment.answers.c_repeat).toMatchObject({ answer: 'yes', source: 'record' });
}, 60_000);

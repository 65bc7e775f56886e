import { expect, it } from 'vitest';
import { keepSame } from '../../../../renderer/desk/keepSame.ts';
import { questionGroups } from '../../../../renderer/features/assessment/questionGroups.ts';
import { withReply } from '../../../../renderer/features/contact/useShownAssessment.ts';
import { assessment, contact, question, script } from './callRecords.ts';

const first = assessment({}, { id: 'first' });
const second = assessment({}, { id: 'second' });
const answered = assessment({ pain: 'yes' }, { id: 'first' });
const urgency = { disposition: 'same_day', assessmentId: 'first', standing: 'proposed', open: 1 } as const;

it('[WN16] what an answer’s reply says stands on the screen with the reply, in its own assessment alone', () => {
  const before = contact({ assessment: second, assessed: [first, second] });
  const now = withReply(before, { contactId: before.contactId, assessment: answered, urgency });
  expect(now.assessed).toEqual([answered, second]);
  expect(now.assessment).toBe(second);
  expect(now.urgency).toEqual(urgency);
  const alone = contact({ assessment: first, assessed: [first] });
  const reply = { contactId: alone.contactId, assessment: answered, urgency };
  expect(withReply(alone, reply).assessment).toEqual(answered);
});

it('[WN22] a question that an answer did not touch is the very same after it, and so are topics and notes', () => {
  const pair = script([
    question('pain', { topic: 'body' }),
    question('fever', { topic: 'body' }),
    question('home', { topic: 'life' }),
  ]);
  const before = contact({ assessment: first, assessed: [first], notes: [] });
  // As it comes from the engine: nothing in it is an object we already had.
  const assessmentNow = structuredClone(answered);
  const after = withReply(before, { contactId: before.contactId, assessment: assessmentNow, urgency });
  expect(after.notes).toBe(before.notes);
  const groups = questionGroups(pair, before.assessment ?? first);
  const now = keepSame(groups, questionGroups(pair, after.assessment ?? first));
  expect(now[0]?.questions[0]).not.toBe(groups[0]?.questions[0]);
  expect(now[0]?.questions[0]?.place).toBe('answered');
  expect(now[0]?.questions[1]).toBe(groups[0]?.questions[1]);
  expect(now[1]).toBe(groups[1]);
});

import { expect, it } from 'vitest';
import { withReply } from '../../../../renderer/features/contact/useShownAssessment.ts';
import { assessment, contact } from './callRecords.ts';

const first = assessment({}, { id: 'first' });
const second = assessment({}, { id: 'second' });
const answered = assessment({ pain: 'yes' }, { id: 'first' });
const urgency = { disposition: 'same_day', assessmentId: 'first', standing: 'proposed', open: 1 } as const;

it('[WN16] what an answer’s reply says stands on the screen with the reply, in its own assessment alone', () => {
  const before = contact({ assessment: second, assessed: [first, second] });
  const now = withReply(before, { contactId: before.contactId, assessment: answered, urgency });
  expect(now.assessed).toEqual([answered, second]);
  expect(now.assessment).toBe(second);
  expect(now.urgency).toBe(urgency);
  const alone = contact({ assessment: first, assessed: [first] });
  expect(withReply(alone, { contactId: alone.contactId, assessment: answered, urgency }).assessment).toBe(
    answered,
  );
});

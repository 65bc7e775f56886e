// What people do in a call beside its reason, its notes and its questions.
import { decisionsOf } from '../../shared/domain/assessment/assessment.ts';
import type { ContactView } from '../../shared/protocol/deskViews.ts';
import { type Act, anyContact, type Doing, done, glanceContact, glancePlan, versionsOf } from './doing.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { Reply, SimDesk } from './world/simDesk.ts';

/** Something done in a call that was looked at: a moment ago, or a while. */
type InCall = (
  desk: SimDesk,
  view: ContactView,
  chance: { readonly random: SeededRandom; readonly text: string },
) => Reply | null;

function inCall(what: string, deed: InCall): Doing {
  return (desk, random, text): Act | null => {
    const row = anyContact(desk, random);
    const view = row === undefined ? null : glanceContact(desk, random, row.contactId);
    const reply = view === null ? null : deed(desk, view, { random, text });
    return reply === null ? null : done(what, reply);
  };
}

export const setOutcome = inCall('outcome', (desk, { contactId, outcome }, { random }) =>
  desk.command(
    'contact.setOutcome',
    { contactId, outcome: random.pick(['D01', 'D02', 'D03', 'D04']) },
    versionsOf(outcome),
  ),
);

export const setLanguage = inCall('language', (desk, { contactId, language }, { random }) =>
  desk.command(
    'contact.setLanguage',
    { contactId, language: random.pick(['fi', 'sv', 'en', 'other']) },
    versionsOf(language),
  ),
);

export const takeEmergencyStep = inCall('emergency', (desk, { contactId }, { random }) =>
  desk.command('contact.takeEmergencyStep', {
    contactId,
    step: random.pick(['opened', 'callerCalls', 'transferred', 'calledForThem']),
  }),
);

export const setAdviceOnly = inCall('adviceOnly', (desk, { planId }, { random, text }) => {
  if (planId === null) return null;
  const plan = glancePlan(desk, random, planId);
  if (plan === null) return null;
  const reason = random.chance(0.3) ? null : text;
  return desk.command('plan.setAdviceOnly', { planId, reason }, versionsOf(plan.adviceOnly));
});

export const tellChange = inCall('change', (desk, { contactId, assessment, assessments }, { text }) => {
  const told = assessments.find((one) => one.id === assessment?.id)?.changeTold;
  if (assessment === null) return null;
  const wish = { contactId, assessmentId: assessment.id, text };
  return desk.command('assessment.tellChange', wish, versionsOf(told));
});

export const readSafetyNet = inCall('safetyNet', (desk, { contactId, assessment }) =>
  assessment === null
    ? null
    : desk.command('assessment.readSafetyNet', { contactId, assessmentId: assessment.id, teachBack: true }),
);

/** Raised before there is a proposal, or lowered from it, which somebody else has to confirm. */
export const decideOtherwise = inCall(
  'decideOtherwise',
  (desk, { contactId, assessment }, { random, text }) => {
    if (assessment === null) return null;
    const { id, view } = assessment;
    const seen = versionsOf(decisionsOf(assessment));
    const wish = { contactId, assessmentId: id, reason: text };
    const lower = { ...wish, direction: 'lower', disposition: 'self_care' };
    const raise = { ...wish, direction: 'raise', disposition: random.pick(['ed_now', 'emergency_112']) };
    return desk.command('assessment.decide', view.proposal === null ? raise : lower, seen);
  },
);

export const confirmLowering = inCall('confirm', (desk, { contactId, assessment }) =>
  assessment?.decision?.direction !== 'lower'
    ? null
    : desk.command('assessment.confirmLowering', {
        contactId,
        assessmentId: assessment.id,
        decision: assessment.decision.opId,
      }),
);

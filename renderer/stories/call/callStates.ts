import type { AssessmentNow, ContactView } from '../../../shared/protocol/deskViews.ts';
import type { FakeState } from '../fakeState.ts';
import { ago, field, laine, virta } from '../storyPeople.ts';
import { assessed } from './callAssess.ts';
import { draftedPlan } from './callCommands.ts';
import { callDispositions, chestPain } from './callScript.ts';

type Given = AssessmentNow['answers'][string]['answer'];

function answered(given: Readonly<Record<string, Given>>): AssessmentNow['answers'] {
  return Object.fromEntries(
    Object.entries(given).map(([id, answer]) => [
      id,
      { answer, source: id === 'c_age_y' ? ('record' as const) : ('asked' as const), disputed: false },
    ]),
  );
}

const some = answered({ c_age_y: 74, os_awake: 'yes', os_breathing: 'yes' });
const all = answered({
  c_age_y: 74,
  os_awake: 'yes',
  os_breathing: 'yes',
  now_severe: 'no',
  where: 'middle',
  pain: 4,
  minutes: 40,
  conditions: ['cad'],
  v_alone: 'yes',
});
const lowered = {
  proposed: 'same_day',
  chosen: 'within_7d',
  direction: 'lower' as const,
  reason: 'Sama vaiva tutkittu viime viikolla.',
  by: virta,
  at: ago(200),
  confirmedBy: null,
  seq: 4,
  opId: 'op-lowered',
};
const accepted = { ...lowered, chosen: 'same_day', direction: 'accept' as const, reason: null, by: laine };

/** Every screen of a call in its conditions, over the calm desk and a contact under way. */
export function callStates(calm: FakeState, going: ContactView): Readonly<Record<string, FakeState>> {
  const library = { scripts: [chestPain], dispositions: callDispositions };
  const at = (contact: Partial<ContactView>, more: Partial<FakeState> = {}): FakeState => ({
    ...calm,
    ...library,
    contacts: [{ ...going, ...contact }],
    ...more,
  });
  const plan = draftedPlan(going.contactId);
  const two = { ...plan, disputed: ['fields.need'] };
  const need = [
    ...field('Rintakipu rasituksessa, arvio tänään.'),
    ...field('Tytär pyytää kotikäyntiä.', virta),
  ];
  const disputedAnswers = { ...all, where: { answer: 'side', source: 'asked' as const, disputed: true } };
  return {
    reason: at({ reason: [], notes: [], noteCount: 0 }),
    picking: at({ reason: field('Rinta') }),
    asking: at({ assessment: assessed(some) }),
    askingSwedish: at({ assessment: assessed(some), language: field<'fi' | 'sv' | 'en' | 'other'>('sv') }),
    redFlag: at({ assessment: assessed(answered({ c_age_y: 74, now_severe: 'yes' })) }),
    proposed: at({ assessment: assessed(all) }),
    disputedAnswer: at({ assessment: assessed(disputedAnswers) }),
    lowered: at({ assessment: assessed(all, { decision: lowered }) }),
    decided: at({ assessment: assessed(all, { decision: accepted }) }),
    plan: at({ assessment: assessed(all, { decision: accepted }), planId: plan.planId }, { plans: [plan] }),
    manyNotes: at({ noteCount: 320 }),
    planComing: at({ assessment: assessed(all, { decision: accepted }), planId: plan.planId }),
    planTwo: at(
      { assessment: assessed(all, { decision: accepted }), planId: plan.planId },
      { plans: [{ ...two, fields: { ...two.fields, need } }] },
    ),
    wrappingUp: at(
      { assessment: assessed(all, { decision: accepted }), planId: plan.planId, phase: 'wrappingUp' },
      { plans: [plan] },
    ),
  };
}

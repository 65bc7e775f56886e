import type { Outcome } from '../../../shared/domain/contact/contact.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { PlanFieldName, PlanLineFieldName } from '../../../shared/domain/plan/plan.ts';
import type { AssessmentNow, ContactView, PlanView } from '../../../shared/protocol/deskViews.ts';
import type { FakeState } from '../fakeState.ts';
import { ago, field, laine } from '../storyPeople.ts';
import { assessed } from './callAssess.ts';

type Args = Readonly<Record<string, unknown>>;
type Acting = (state: FakeState, args: Args) => { readonly state: FakeState; readonly result: unknown };

function onAssessment(edit: (now: AssessmentNow, args: Args) => AssessmentNow): Acting {
  return (state, args) => {
    const found = state.contacts.find((one) => one.contactId === args.contactId);
    const assessment = edit(found?.assessment ?? assessed({}), args);
    const contacts = state.contacts.map((one) => (one === found ? { ...one, assessment } : one));
    return { state: { ...state, contacts }, result: { contactId: args.contactId, assessment } };
  };
}

function onPlan(edit: (plan: PlanView, args: Args) => PlanView): Acting {
  return (state, args) => {
    const plans = state.plans.map((one) => (one.planId === args.planId ? edit(one, args) : one));
    return { state: { ...state, plans }, result: plans.find((one) => one.planId === args.planId) };
  };
}

const onContact =
  (edit: (contact: ContactView, args: Args) => ContactView): Acting =>
  (state, args) => {
    const contacts = state.contacts.map((one) => (one.contactId === args.contactId ? edit(one, args) : one));
    return {
      state: { ...state, contacts },
      result: contacts.find((one) => one.contactId === args.contactId),
    };
  };

const decided = onAssessment((now, args) => {
  const proposed = now.view.proposal?.disposition ?? 'self_care';
  return {
    ...now,
    decision: {
      proposed,
      chosen: args.direction === 'accept' ? proposed : String(args.disposition),
      direction: args.direction as 'accept' | 'raise' | 'lower',
      reason: typeof args.reason === 'string' ? args.reason : null,
      by: laine,
      at: ago(0),
      confirmedBy: null,
      seq: 0,
      opId: 'op-decision',
    },
  };
});

export function draftedPlan(contactId: string): PlanView {
  const line = (id: string, said: string, from: readonly string[]) => ({
    id,
    text: field(said),
    responsible: field(''),
    due: field(''),
    from,
    addedBy: laine,
    addedAt: ago(120),
  });
  return {
    id: 'plan_1',
    planId: 'plan_1',
    contactId,
    clientId: 'client_kivela',
    unit: 'unit_health',
    sharedWith: [],
    createdAt: ago(120),
    createdBy: laine,
    fields: { need: field('Rintakipu rasituksessa, arvio tänään.') },
    lines: {
      l1: line('l1', 'Aika vastaanotolle tänään, sydänfilmi.', ['where', 'minutes']),
      l2: line('l2', 'Tytär tulee illaksi.', ['v_alone']),
    },
    removedLines: {},
    adviceOnly: [],
    agreedAt: null,
    agreedBy: null,
    signs: { pending: 0, savedAt: ago(100), regionAt: ago(100) },
    disputed: [],
  };
}

/** The commands of a call, so that a story can be walked from the first question to the end by keyboard. */
export const callActs: Readonly<Record<string, Acting>> = {
  'assessment.start': onAssessment(() =>
    assessed({ c_age_y: { answer: 74, source: 'record', disputed: false } }),
  ),
  'assessment.answer': onAssessment((now, args) => {
    const given = {
      answer: args.answer as AssessmentNow['answers'][string]['answer'],
      source: args.source as 'asked' | 'volunteered',
      disputed: false,
    };
    const { answers: _answers, view: _view, ...rest } = now;
    return assessed({ ...now.answers, [String(args.questionId)]: given }, rest);
  }),
  'assessment.decide': decided,
  'assessment.readSafetyNet': onAssessment((now, args) => ({
    ...now,
    safetyNetReadAt: ago(0),
    teachBack: now.teachBack || args.teachBack === true,
  })),
  'contact.setLanguage': onContact((one, args) => ({
    ...one,
    language: field(args.language as 'fi' | 'sv' | 'en' | 'other'),
  })),
  'contact.setOutcome': onContact((one, args) => ({ ...one, outcome: field(args.outcome as Outcome) })),
  'plan.draft': (state, args) => {
    const plan = state.plans[0] ?? draftedPlan(String(args.contactId));
    const contacts = state.contacts.map((one) =>
      one.contactId === args.contactId ? { ...one, planId: plan.planId } : one,
    );
    return { state: { ...state, contacts, plans: [plan] }, result: plan };
  },
  'plan.setField': onPlan((plan, args) => ({
    ...plan,
    fields: { ...plan.fields, [args.field as PlanFieldName]: field(String(args.value)) },
    disputed: plan.disputed.filter((path) => path !== `fields.${String(args.field)}`),
  })),
  'plan.setLineField': onPlan((plan, args) => {
    const id = String(args.lineId);
    const line = plan.lines[id];
    if (line === undefined) return plan;
    const edited = { ...line, [args.field as PlanLineFieldName]: field(String(args.value)) };
    return { ...plan, lines: { ...plan.lines, [id]: edited } };
  }),
  'plan.addLine': onPlan((plan, args) => {
    const id = `l${Object.keys(plan.lines).length + 1}`;
    const blank = { id, text: field(String(args.text)), responsible: field(''), due: field('') };
    return {
      ...plan,
      lines: { ...plan.lines, [id]: { ...blank, from: [], addedBy: laine, addedAt: ago(0) } },
    };
  }),
  'plan.removeLine': onPlan((plan, args) => {
    const { [String(args.lineId)]: _gone, ...lines } = plan.lines;
    return { ...plan, lines };
  }),
  'plan.setAdviceOnly': onPlan((plan, args) => ({
    ...plan,
    adviceOnly: field(typeof args.reason === 'string' ? args.reason : null),
  })),
  'plan.agree': onPlan((plan) => ({ ...plan, agreedAt: ago(0), agreedBy: laine })),
  'handoff.offer': (state, args) => {
    const contact = state.contacts.find((one) => one.contactId === args.contactId);
    const first = state.handoffs[0];
    if (first === undefined || contact === undefined) return { state, result: { handoffId: 'handoff_none' } };
    const offered = {
      ...first,
      id: 'handoff_offered',
      handoffId: 'handoff_offered',
      contactId: contact.contactId,
      toUnit: String(args.toUnit),
      offeredAt: ago(0),
      phase: 'offered' as const,
      clientName: fieldValue(contact.client) === undefined ? null : first.clientName,
    };
    return {
      state: { ...state, handoffs: [offered, ...state.handoffs] },
      result: { handoffId: offered.handoffId },
    };
  },
};

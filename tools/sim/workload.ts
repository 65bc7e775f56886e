// What people do at a desk in a run. Every text is unique, so that one that stands twice is seen to.

import { decisionsOf } from '../../shared/domain/assessment/assessment.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { ContactView, PlanView, RefusedOpView } from '../../shared/protocol/deskViews.ts';
import {
  confirmLowering,
  decideOtherwise,
  readSafetyNet,
  setAdviceOnly,
  setLanguage,
  setOutcome,
  takeEmergencyStep,
  tellChange,
} from './callWork.ts';
import { editClient, linkClient, listOnClient, register, registerClient, viewClient } from './clientWork.ts';
import {
  type Act,
  anyContact,
  anyOf,
  contacts,
  type Doing,
  done,
  glanceContact,
  glancePlan,
  handoffs,
  versionsOf,
} from './doing.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { SimDesk } from './world/simDesk.ts';
import { type SimUnit, simUnits } from './world/simPeople.ts';
import type { NewestKind } from './world/versions.ts';

const scriptIds = ['chest_pain', 'fever_child_u3', 'older_person_home'] as const;
const fields = ['goals', 'need', 'clientView'] as const;

const open: Doing = (desk) => done('open', desk.command('contact.open', {}));

const answerRing: Doing = (desk, random) => {
  const ringing = anyOf(
    random,
    contacts(desk).filter((row) => row.phase === 'ringing'),
  );
  if (ringing === undefined) return null;
  return done('answer', desk.command('contact.answer', { contactId: ringing.contactId }));
};

const note: Doing = (desk, random, text) => {
  const contact = anyContact(desk, random);
  if (contact === undefined) return null;
  return done('note', desk.command('contact.addNote', { contactId: contact.contactId, text }));
};

const reason: Doing = (desk, random, text) => {
  const contact = anyContact(desk, random);
  if (contact === undefined) return null;
  const { contactId } = contact;
  const seen = versionsOf(glanceContact(desk, random, contactId)?.reason);
  return done('reason', desk.command('contact.setReason', { contactId, text }, seen));
};

const assess: Doing = (desk, random) => {
  const contact = anyContact(desk, random);
  if (contact === undefined) return null;
  const { contactId } = contact;
  const view = glanceContact(desk, random, contactId);
  const next = view?.assessment?.view.next ?? null;
  if (view === null || view.assessment === null)
    return done('assess', desk.command('assessment.start', { contactId, scriptId: random.pick(scriptIds) }));
  if (next === null) {
    const wanted = { contactId, direction: 'accept', disposition: null, reason: null };
    const seen = versionsOf(decisionsOf(view.assessment));
    return done('decide', desk.command('assessment.decide', wanted, seen));
  }
  const answer = random.pick(['yes', 'no', 'unknown']);
  // A question that several assessments share is answered in all of them.
  const seen = versionsOf(view.assessments.flatMap(({ answers }) => Object.values(answers).flat()));
  return done('reply', desk.command('assessment.answer', { contactId, questionId: next, answer }, seen));
};

/** Somebody calls once more about the same: the earlier answers stand beside the questions. */
const callAgain: Doing = (desk, random) => {
  const before = anyContact(desk, random);
  if (before === undefined) return null;
  const view = desk.query('contact.get', { contactId: before.contactId }) as ContactView | null;
  const client = view?.client.at(-1)?.value;
  const scriptId = view?.assessment?.scriptId;
  if (client === undefined || scriptId === undefined) return null;
  const opened = desk.command('contact.open', {});
  if (opened.kind !== 'result') return done('again', opened);
  const { contactId } = opened.result as { readonly contactId: string };
  desk.command('contact.linkClient', { contactId, client });
  return done('again', desk.command('assessment.start', { contactId, scriptId }));
};

const draft: Doing = (desk, random) => {
  const contact = anyContact(desk, random);
  if (contact === undefined) return null;
  return done('draft', desk.command('plan.draft', { contactId: contact.contactId }));
};

function anyPlan(desk: SimDesk, random: SeededRandom): PlanView | null {
  const contact = anyContact(desk, random);
  if (contact === undefined) return null;
  const view = desk.query('contact.get', { contactId: contact.contactId }) as ContactView | null;
  const planId = view?.planId ?? null;
  if (planId === null) return null;
  return glancePlan(desk, random, planId);
}

const editPlan: Doing = (desk, random, text) => {
  const plan = anyPlan(desk, random);
  if (plan === null) return null;
  const field = random.pick(fields);
  const seen = versionsOf((plan as Plan).fields[field]);
  return done('edit', desk.command('plan.setField', { planId: plan.planId, field, value: text }, seen));
};

const editLines: Doing = (desk, random, text) => {
  const plan = anyPlan(desk, random);
  if (plan === null) return null;
  const { planId } = plan;
  const lineId = anyOf(random, Object.keys(plan.lines));
  if (lineId === undefined || random.chance(0.4))
    return done('line', desk.command('plan.addLine', { planId, text }));
  const seen = versionsOf(plan.lines[lineId]?.text);
  if (random.chance(0.3)) {
    const { responsible = [], due = [] } = plan.lines[lineId] ?? {};
    const all = new Set([...seen, ...versionsOf([...responsible, ...due])]);
    return done('unline', desk.command('plan.removeLine', { planId, lineId }, all));
  }
  const edit = { planId, lineId, field: 'text', value: text };
  return done('reline', desk.command('plan.setLineField', edit, seen));
};

const offer: Doing = (desk, random, text) => {
  const contact = anyContact(desk, random);
  const toUnit = anyOf<SimUnit>(
    random,
    simUnits.filter((unit) => unit !== desk.person.unit),
  );
  if (contact === undefined || toUnit === undefined) return null;
  const sbar = { situation: text, background: '', assessment: '', recommendation: '' };
  return done('offer', desk.command('handoff.offer', { contactId: contact.contactId, toUnit, sbar }));
};

const take: Doing = (desk, random, text) => {
  const one = anyOf(
    random,
    handoffs(desk, 'offered').filter((offered) => offered.toUnit === desk.person.unit),
  );
  if (one === undefined) return null;
  return done('take', desk.command('handoff.take', { handoffId: one.handoffId, note: text }));
};

const endHandoff: Doing = (desk, random, text) => {
  const mine = handoffs(desk, 'taken').filter((one) => one.holder?.user === desk.person.user);
  const taken = anyOf(random, mine);
  if (taken !== undefined) {
    const { handoffId } = taken;
    return random.chance(0.5)
      ? done('finish', desk.command('handoff.finish', { handoffId, note: text }))
      : done('return', desk.command('handoff.return', { handoffId, reason: text }));
  }
  const offered = anyOf(random, handoffs(desk, 'offered'));
  if (offered === undefined) return null;
  return done('withdraw', desk.command('handoff.withdraw', { handoffId: offered.handoffId }));
};

const close: Doing = (desk, random) => {
  const contact = anyOf(
    random,
    contacts(desk).filter((row) => row.phase === 'talking'),
  );
  if (contact === undefined) return null;
  return done('close', desk.command('contact.close', { contactId: contact.contactId }));
};

const noteHandoff: Doing = (desk, random, text) => {
  const one = anyOf(random, [...handoffs(desk, 'offered'), ...handoffs(desk, 'taken')]);
  if (one === undefined) return null;
  return done('handoffNote', desk.command('handoff.addNote', { handoffId: one.handoffId, text }));
};

/** To the end of a call and back again. */
const turnPhase: Doing = (desk, random) => {
  const row = anyOf(
    random,
    contacts(desk).filter((one) => one.phase === 'talking' || one.phase === 'wrappingUp'),
  );
  if (row === undefined) return null;
  const { contactId } = row;
  return row.phase === 'talking'
    ? done('wrapUp', desk.command('contact.startWrapUp', { contactId }))
    : done('resume', desk.command('contact.resume', { contactId }));
};

const agree: Doing = (desk, random) => {
  const plan = anyPlan(desk, random);
  if (plan === null) return null;
  return done('agree', desk.command('plan.agree', { planId: plan.planId }));
};

/** What was refused is put aside, or goes on as a note. */
const seeToRefused: Doing = (desk, random, text) => {
  const refused = anyOf(random, (desk.query('refusal.list', {}) ?? []) as RefusedOpView[]);
  if (refused === undefined) return null;
  const { opId } = refused;
  return random.chance(0.5)
    ? done('keep', desk.command('refusal.keepAsNote', { opId, text }))
    : done('dismiss', desk.command('refusal.dismiss', { opId }));
};

/** Weights: shared plans, handoffs and notes are where desks meet, so they come most. */
const doings: readonly (readonly [weight: number, doing: Doing, kind?: NewestKind])[] = [
  [3, open],
  [4, answerRing],
  [6, note],
  [2, reason, 'contact.reasonSet'],
  [4, assess],
  [2, callAgain],
  [4, draft],
  [9, editPlan, 'plan.fieldSet'],
  [5, editLines, 'plan.lineFieldSet'],
  [4, offer],
  [7, take],
  [2, endHandoff],
  [1, close],
  [2, registerClient],
  [5, editClient, 'client.fieldSet'],
  [3, listOnClient],
  [2, linkClient],
  [1, viewClient],
  [2, noteHandoff],
  [2, turnPhase],
  [1, agree],
  [1, seeToRefused],
  [2, setOutcome],
  [1, setLanguage],
  [1, takeEmergencyStep],
  [2, setAdviceOnly],
  [1, tellChange],
  [1, readSafetyNet],
  [2, decideOtherwise],
  [2, confirmLowering],
];
const weights = doings.reduce((sum, [weight]) => sum + weight, 0);

/** The beginning every run shares: a client, and a call with a plan, offered to the other units, so that all have them. */
export function shareOneCall(desk: SimDesk): void {
  register(desk, 'the first client');
  const opened = desk.command('contact.open', {});
  if (opened.kind !== 'result') return;
  const { contactId } = opened.result as { readonly contactId: string };
  desk.command('plan.draft', { contactId });
  const sbar = { situation: 'the first call', background: '', assessment: '', recommendation: '' };
  for (const toUnit of simUnits)
    if (toUnit !== desk.person.unit) desk.command('handoff.offer', { contactId, toUnit, sbar });
}

/** One thing somebody does; when it cannot be done here now, a call is opened or noted on instead. */
export function actOnce(
  desk: SimDesk,
  random: SeededRandom,
  { text, avoid }: { readonly text: string; readonly avoid: NewestKind | null },
): Act {
  let left = random.below(weights);
  for (const [weight, doing, kind] of doings) {
    left -= weight;
    if (left >= 0) continue;
    const act = kind !== undefined && kind === avoid ? null : doing(desk, random, text);
    return act ?? note(desk, random, text) ?? opened(desk);
  }
  return opened(desk);
}

function opened(desk: SimDesk): Act {
  return done('open', desk.command('contact.open', {}));
}

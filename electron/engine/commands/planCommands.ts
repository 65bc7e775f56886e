import type { Refusal } from '../../../shared/base/refusal.ts';
import type { Language } from '../../../shared/base/text.ts';
import type { FactType } from '../../../shared/domain/access/policy.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import { type Plan, planIdOf } from '../../../shared/domain/plan/plan.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';
import { type DraftLine, draftPlan } from '../../../shared/script/planDraft.ts';
import { command, type Deciding, type Decision, type FactDraft, refuse } from '../command.ts';
import { planViewOf } from '../queries/planViews.ts';
import { lineOf } from '../record/recordEntry.ts';
import { assessmentView, countedAnswers } from '../scriptShelf.ts';
import { contactFact } from './contactFact.ts';

function planFact(planId: string, type: FactType, body: unknown): FactDraft {
  return { record: { kind: 'plan', id: planId }, type, body };
}

function oneFact(
  deciding: Deciding,
  planId: string,
  fact: { readonly type: FactType; readonly body: unknown; readonly lineId?: string },
): Decision<PlanView> | Refusal {
  const plan = deciding.find('plan', planId);
  if (plan === undefined) return refuse('notFound');
  if (fact.lineId !== undefined && lineOf(plan, fact.lineId) === undefined) return refuse('notFound');
  return { facts: [planFact(planId, fact.type, fact.body)], reply: (reading) => planViewOf(reading, planId) };
}

/**
 * Drafts the plan from every assessment of the contact, or adds the lines that newer answers bring. Keeps PL7: a call has
 * one plan, whoever begins it: its id follows from the call's, so that what two desks began apart is one record.
 */
export const planDraft = command('plan.draft', (deciding, { contactId }): Decision<PlanView> | Refusal => {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const planId = contact.planId ?? planIdOf(contactId);
  const plan = deciding.find('plan', planId);
  // Begun again before it came, its lines would be doubled and own texts on it replaced unseen.
  if (plan === undefined && contact.planId !== null && deciding.isIncomplete()) return refuse('stillComing');
  const lines = missingLines(deciding, contact, plan).map(({ id, text, from }) =>
    planFact(planId, 'plan.lineAdded', { lineId: id, text, responsible: '', due: '', from }),
  );
  const beginning = plan === undefined ? [planFact(planId, 'plan.drafted', drafted(contact))] : [];
  const sharing = unitsLacking(deciding.session.unit, contact, plan).map((unit) =>
    planFact(planId, 'plan.shared', { unit }),
  );
  const linking = contact.planId === null ? [contactFact(contactId, 'contact.planLinked', { planId })] : [];
  return {
    facts: [...beginning, ...sharing, ...lines, ...linking],
    reply: (reading) => planViewOf(reading, planId),
  };
});

function drafted(contact: Contact): { readonly contactId: string; readonly clientId: string | null } {
  const link = fieldValue(contact.client);
  return { contactId: contact.id, clientId: link?.kind === 'identified' ? link.clientId : null };
}

/**
 * Keeps PL4: every unit that has the call has its plan. Whoever begins it for another unit names their own too, which
 * counts where somebody else had begun it before.
 */
function unitsLacking(ownUnit: string, contact: Contact, plan: Plan | undefined): readonly string[] {
  const units = [contact.unit, ...contact.sharedWith];
  if (plan !== undefined)
    return units.filter((unit) => unit !== plan.unit && !plan.sharedWith.includes(unit));
  return [...new Set(ownUnit === contact.unit ? contact.sharedWith : [ownUnit, ...units])];
}

interface Line {
  readonly id: string;
  readonly text: string;
  readonly from: readonly string[];
}

/**
 * Lines get fresh ids that begin with the name of the draft: two desks drafting apart leave two lines to look at
 * instead of one that overwrote the other. A line once taken away is not drafted again.
 */
function missingLines(deciding: Deciding, contact: Contact, plan: Plan | undefined): Line[] {
  const spoken = fieldValue(contact.language) ?? 'fi';
  const language: Language = spoken === 'other' ? 'fi' : spoken;
  const known = new Set(
    [...Object.keys(plan?.lines ?? {}), ...Object.keys(plan?.removedLines ?? {})].map(draftNameOf),
  );
  const drafts = draftsOf(deciding, contact).map(({ script, line }) => ({
    name: `${script}-${line.id}`.replaceAll('_', '-').slice(0, 50),
    text: line.text[language],
    from: line.from,
  }));
  // Several scripts may say the same (their shared blocks do): it is agreed once, and taken away once.
  const done = new Set(drafts.filter((one) => known.has(one.name)).map((one) => one.text));
  return drafts.flatMap(({ name, text, from }) => {
    if (known.has(name) || done.has(text)) return [];
    known.add(name);
    done.add(text);
    return [{ id: `${name}-${deciding.newLocalId().slice(-8)}`, text, from }];
  });
}

function draftNameOf(lineId: string): string {
  return lineId.slice(0, Math.max(0, lineId.lastIndexOf('-')));
}

function draftsOf(deciding: Deciding, contact: Contact): { script: string; line: DraftLine }[] {
  return contact.assessments.flatMap((assessment) => {
    const script = deciding.shelf.version(assessment.scriptId, assessment.scriptVersion);
    const { proposal } = assessmentView(deciding.shelf, assessment);
    if (script === undefined || proposal === null) return [];
    return draftPlan(script, countedAnswers(assessment), proposal).map((line) => ({
      script: script.id,
      line,
    }));
  });
}

export const planSetField = command('plan.setField', (deciding, { planId, field, value }) =>
  oneFact(deciding, planId, { type: 'plan.fieldSet', body: { field, value } }),
);

export const planAddLine = command('plan.addLine', (deciding, { planId, ...line }) =>
  oneFact(deciding, planId, {
    type: 'plan.lineAdded',
    body: { lineId: deciding.newLocalId(), ...line, from: [] },
  }),
);

export const planSetLineField = command('plan.setLineField', (deciding, { planId, ...edit }) =>
  oneFact(deciding, planId, { type: 'plan.lineFieldSet', body: edit, lineId: edit.lineId }),
);

export const planRemoveLine = command('plan.removeLine', (deciding, { planId, lineId }) =>
  oneFact(deciding, planId, { type: 'plan.lineRemoved', body: { lineId }, lineId }),
);

export const planSetAdviceOnly = command('plan.setAdviceOnly', (deciding, { planId, reason }) =>
  oneFact(deciding, planId, { type: 'plan.adviceOnlySet', body: { reason } }),
);

export const planAgree = command('plan.agree', (deciding, { planId }) =>
  oneFact(deciding, planId, { type: 'plan.agreed', body: {} }),
);

import type { Actor, Field } from '../../../../shared/domain/field/field.ts';
import type {
  AssessmentNow,
  ContactView,
  DispositionView,
  PlanView,
  QuestionView,
  ScriptView,
} from '../../../../shared/protocol/deskViews.ts';

// Small views of a call for tests of what the window decides by itself.
export const nurse: Actor = { user: 'nurse.one', role: 'nurse', unit: 'unit_a', desk: 'desk-1' };
export const other: Actor = { user: 'nurse.two', role: 'nurse', unit: 'unit_a', desk: 'desk-2' };
export const same = (text: string) => ({ fi: text, sv: text, en: text });

let count = 0;
export function field<T>(value: T, by: Actor = nurse, at = '2026-02-03T10:00:00.000Z'): Field<T> {
  count += 1;
  return [{ value, opId: `op-${count}`, seq: count, by, at }];
}

export function question(id: string, given: Partial<QuestionView> = {}): QuestionView {
  return {
    id,
    topic: 'pain',
    block: 'script',
    kind: 'yes_no',
    say: same(`${id}?`),
    hint: null,
    options: [],
    unit: null,
    min: null,
    max: null,
    redFlag: false,
    ...given,
  };
}

export const options = (...keys: readonly string[]) =>
  keys.map((key) => ({ key, text: same(`option ${key}`) }));

export function script(questions: readonly QuestionView[]): ScriptView {
  return {
    id: 'test_script',
    version: 1,
    status: 'draft',
    area: 'health',
    title: same('Test script'),
    topics: [{ id: 'pain', title: same('Pain') }],
    questions,
    advice: [],
    safetyNet: [],
    sources: [],
  };
}

type AnswersGiven = Readonly<Record<string, AssessmentNow['answers'][string]['answer']>>;

export function assessment(answers: AnswersGiven, given: Partial<AssessmentNow> = {}): AssessmentNow {
  return {
    id: 'assessment-1',
    scriptId: 'test_script',
    scriptVersion: 1,
    title: same('Test script'),
    urgency: { disposition: null, standing: 'open' },
    earlier: null,
    changeTold: [],
    answers: Object.fromEntries(
      Object.entries(answers).map(([id, answer]) => [
        id,
        { answer, source: 'asked' as const, disputed: false },
      ]),
    ),
    view: { next: null, open: [], needed: [], proposal: null, asked: 0, stage: 'script' },
    decision: null,
    otherDecisions: [],
    safetyNetReadAt: null,
    teachBack: false,
    lines: { guidance: [], advice: [], safetyNet: [] },
    ...given,
  };
}

export function asking(needed: readonly string[]): AssessmentNow['view'] {
  return { next: needed[0] ?? null, open: needed, needed, proposal: null, asked: 0, stage: 'script' };
}

export const proposal: NonNullable<AssessmentNow['view']['proposal']> = {
  disposition: 'same_day',
  ruleIndex: 2,
  because: same('because'),
  deciding: [],
  also: [],
  raised: null,
  goto: null,
};

export function decision(given: Partial<NonNullable<AssessmentNow['decision']>> = {}) {
  return {
    proposed: 'same_day',
    chosen: 'same_day',
    direction: 'accept' as const,
    reason: null,
    by: nurse,
    at: '2026-02-03T10:05:00.000Z',
    confirmedBy: null,
    seq: 9,
    opId: 'op-decision',
    ...given,
  };
}

export function contact(given: Partial<ContactView> = {}): ContactView {
  return {
    id: 'contact_1',
    contactId: 'contact_1',
    unit: 'unit_a',
    sharedWith: [],
    channel: 'PHONE_IN',
    callerNumber: '040 555 0123',
    language: field<'fi' | 'sv' | 'en' | 'other'>('fi'),
    phase: 'talking',
    openedAt: '2026-02-03T10:00:00.000Z',
    answeredBy: nurse,
    answeredAt: '2026-02-03T10:00:05.000Z',
    reason: field('Chest feels tight'),
    client: field({ kind: 'unidentified' as const }),
    assessments: [],
    emergencySteps: [],
    noteCount: 0,
    outcome: [],
    planId: null,
    closedAt: null,
    closedBy: null,
    notes: [],
    assessment: null,
    assessed: given.assessment == null ? [] : [given.assessment],
    urgency: null,
    signs: { pending: 0, savedAt: null, regionAt: null },
    ...given,
  };
}

export function plan(given: Partial<PlanView> = {}): PlanView {
  return {
    id: 'plan_1',
    planId: 'plan_1',
    contactId: 'contact_1',
    clientId: null,
    unit: 'unit_a',
    sharedWith: [],
    createdAt: '2026-02-03T10:06:00.000Z',
    createdBy: nurse,
    fields: {},
    lines: {},
    removedLines: {},
    adviceOnly: [],
    agreedAt: null,
    agreedBy: null,
    signs: { pending: 0, savedAt: null, regionAt: null },
    disputed: [],
    ...given,
  };
}

const rung = (code: string, ladder: 'health' | 'social', rank: number): DispositionView => ({
  code,
  ladder,
  rank,
  level: rank >= 9 ? 1 : rank >= 5 ? 3 : 5,
  text: same(`go ${code}`),
});

export const dispositions: readonly DispositionView[] = [
  rung('emergency_112', 'health', 9),
  rung('ed_now', 'health', 8),
  rung('same_day', 'health', 6),
  rung('self_care', 'health', 1),
  rung('social_emergency_now', 'social', 9),
  rung('assessment_7wd', 'social', 4),
];

// The wire between a page (or `desk:lines`) and the engine: commands, queries, followed queries, tasks.
import { z } from 'zod';
import { recordIdPattern } from '../base/brandedId.ts';
import type { FaultCode, RefusalReason } from '../base/refusal.ts';
import { filledText, freeText, lineCharsMax, noteCharsMax, shortCharsMax } from '../base/text.ts';
import { purposes } from '../domain/access/accessLogFacts.ts';
import { questionId, storedAnswer } from '../domain/assessment/assessmentFacts.ts';
import { alertKinds, conditionKinds, medicineKinds } from '../domain/client/client.ts';
import { clientFieldEdit, clientRegistration } from '../domain/client/clientFacts.ts';
import { channels, outcomes } from '../domain/contact/contact.ts';
import { clientLink } from '../domain/contact/contactFacts.ts';
import { sbar } from '../domain/handoff/handoffFacts.ts';
import { planFields, planLineFields } from '../domain/plan/plan.ts';
import {
  type AuthoringQueryResults,
  type AuthoringResults,
  authoringCommands,
  authoringQueries,
} from './authoringProtocol.ts';
import type {
  AssessmentReply,
  ClientRevisionView,
  ClientRow,
  ClientView,
  ContactRow,
  ContactView,
  DeskPreferences,
  DispositionView,
  DraftView,
  EarlierContactView,
  HandoffView,
  OutboxView,
  PlanView,
  PresenceView,
  RefusedOpView,
  RepairView,
  ScriptRow,
  ScriptView,
  SessionView,
  SyncStatus,
  UnitView,
} from './deskViews.ts';
import { deskStates } from './regionProtocol.ts';

const id = z.string().max(100).regex(recordIdPattern);
const localId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
/** Without it every note comes. */
const notesMax = z.int().min(1).default(Number.MAX_SAFE_INTEGER);
const contactRef = z.strictObject({ contactId: id });
/** Which of a contact's assessments is meant; the one begun last when nothing is said. */
const assessmentRef = { contactId: id, assessmentId: localId.optional() };
const none = z.strictObject({});
const preferences = z.strictObject({
  language: z.enum(['fi', 'sv', 'en']).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  fontScale: z.union([z.literal(100), z.literal(112), z.literal(125)]).optional(),
});

const draftKeyCharsMax = 200;
/** JSON of a handoff's summary at its longest, with room. */
const draftCharsMax = 80_000;

/** Every command with the shape of its arguments. A result means: durable on this desk. */
export const deskCommands = {
  'session.signIn': z.strictObject({
    user: z.string().min(1).max(128),
    password: z.string().min(1).max(1000),
  }),
  'session.signOut': none,
  'desk.setState': z.strictObject({ state: z.enum(deskStates) }),
  'desk.setPreferences': preferences,
  /** What somebody has begun to write and not sent, under a name of the window's choosing; null: it is sent, or taken back. */
  'desk.keepDraft': z.strictObject({
    key: z.string().min(1).max(draftKeyCharsMax),
    value: z.string().max(draftCharsMax).nullable(),
  }),
  /** A person has read what was saved of a damaged database, and what was not. */
  'desk.seeRepair': z.strictObject({ at: z.iso.datetime() }),
  /** Putting aside what the region could not read needs a reason; it stays in the log either way. */
  'refusal.dismiss': z.strictObject({
    opId: z.string().max(64),
    reason: freeText(lineCharsMax).nullable().default(null),
  }),
  /** What was refused goes on as a note of this desk's user; both in one transaction. */
  'refusal.keepAsNote': z.strictObject({
    opId: z.string().max(64),
    text: filledText(noteCharsMax),
    /** Where its own record can hold no note: the contact at hand. */
    contactId: id.nullable().default(null),
  }),
  'contact.open': z.strictObject({
    channel: z.enum(channels).default('PHONE_IN'),
    callerNumber: freeText(40).nullable().default(null),
    language: z.enum(['fi', 'sv', 'en', 'other']).default('fi'),
  }),
  'contact.answer': contactRef,
  'contact.setReason': z.strictObject({ contactId: id, text: freeText(noteCharsMax) }),
  'contact.setLanguage': z.strictObject({ contactId: id, language: z.enum(['fi', 'sv', 'en', 'other']) }),
  'contact.linkClient': z.strictObject({ contactId: id, client: clientLink }),
  'contact.addNote': z.strictObject({ contactId: id, text: filledText(noteCharsMax) }),
  'contact.takeEmergencyStep': z.strictObject({
    contactId: id,
    step: z.enum(['opened', 'callerCalls', 'transferred', 'calledForThem']),
  }),
  'contact.startWrapUp': contactRef,
  'contact.resume': contactRef,
  'contact.setOutcome': z.strictObject({ contactId: id, outcome: z.enum(outcomes) }),
  'contact.close': contactRef,
  'client.register': clientRegistration,
  'client.setField': z.strictObject({ clientId: id, edit: clientFieldEdit }),
  'client.addAlert': z.strictObject({
    clientId: id,
    kind: z.enum(alertKinds),
    text: filledText(lineCharsMax),
  }),
  'client.removeAlert': z.strictObject({ clientId: id, alertId: localId, reason: filledText(lineCharsMax) }),
  'client.addCondition': z.strictObject({
    clientId: id,
    kind: z.enum(conditionKinds),
    text: filledText(lineCharsMax),
  }),
  'client.removeCondition': z.strictObject({
    clientId: id,
    conditionId: localId,
    reason: filledText(lineCharsMax),
  }),
  'client.addMedicine': z.strictObject({
    clientId: id,
    kind: z.enum(medicineKinds),
    text: filledText(lineCharsMax),
  }),
  'client.removeMedicine': z.strictObject({
    clientId: id,
    medicineId: localId,
    reason: filledText(lineCharsMax),
  }),
  /** Opening a client's record is logged in the same transaction; `reveal` shows contact data under turvakielto. */
  'client.view': z.strictObject({
    clientId: id,
    contactId: id.nullable().default(null),
    purpose: z.enum(purposes).default('CONTACT'),
    reveal: z.boolean().default(false),
    reason: freeText(shortCharsMax).nullable().default(null),
  }),
  'assessment.start': z.strictObject({ contactId: id, scriptId: questionId }),
  /** A question that several assessments of the contact share is answered in all of them. */
  'assessment.answer': z.strictObject({
    ...assessmentRef,
    questionId,
    answer: storedAnswer,
    source: z.enum(['asked', 'volunteered']).default('asked'),
    ms: z.int().nonnegative().nullable().default(null),
  }),
  /** The caller says that these answers of the earlier contact still hold. Signs of danger are never kept so. */
  'assessment.keepEarlier': z.strictObject({
    ...assessmentRef,
    questionIds: z.array(questionId).min(1).max(60),
  }),
  'assessment.tellChange': z.strictObject({ ...assessmentRef, text: freeText(noteCharsMax) }),
  'assessment.decide': z.strictObject({
    ...assessmentRef,
    direction: z.enum(['accept', 'raise', 'lower']),
    disposition: z.string().max(64).nullable().default(null),
    reason: freeText(lineCharsMax).nullable().default(null),
  }),
  /** `decision`: the one that was on the screen. */
  'assessment.confirmLowering': z.strictObject({ ...assessmentRef, decision: localId.optional() }),
  'assessment.readSafetyNet': z.strictObject({ ...assessmentRef, teachBack: z.boolean() }),
  /** Drafts the contact's plan from the answers, or adds lines that newer answers bring. */
  'plan.draft': contactRef,
  'plan.setField': z.strictObject({ planId: id, field: z.enum(planFields), value: freeText(noteCharsMax) }),
  'plan.addLine': z.strictObject({
    planId: id,
    text: freeText(lineCharsMax),
    responsible: freeText(shortCharsMax).default(''),
    due: freeText(shortCharsMax).default(''),
  }),
  'plan.setLineField': z.strictObject({
    planId: id,
    lineId: localId,
    field: z.enum(planLineFields),
    value: freeText(lineCharsMax),
  }),
  'plan.removeLine': z.strictObject({ planId: id, lineId: localId }),
  'plan.setAdviceOnly': z.strictObject({ planId: id, reason: freeText(lineCharsMax).nullable() }),
  'plan.agree': z.strictObject({ planId: id }),
  'handoff.offer': z.strictObject({ contactId: id, toUnit: z.string().min(1).max(128), sbar }),
  'handoff.take': z.strictObject({
    handoffId: id,
    readBack: freeText(noteCharsMax).nullable().default(null),
    note: freeText(noteCharsMax).nullable().default(null),
  }),
  'handoff.addNote': z.strictObject({ handoffId: id, text: filledText(noteCharsMax) }),
  'handoff.finish': z.strictObject({ handoffId: id, note: freeText(noteCharsMax).nullable().default(null) }),
  'handoff.return': z.strictObject({ handoffId: id, reason: filledText(noteCharsMax) }),
  'handoff.withdraw': z.strictObject({ handoffId: id }),
  ...authoringCommands,
} as const satisfies Record<string, z.ZodType>;
export type CommandName = keyof typeof deskCommands;
export type CommandArgs<Name extends CommandName> = z.input<(typeof deskCommands)[Name]>;

export interface CommandResults extends AuthoringResults {
  'session.signIn': SessionView;
  'session.signOut': SessionView;
  'desk.setState': { state: string };
  'desk.setPreferences': DeskPreferences;
  'desk.keepDraft': { key: string };
  'desk.seeRepair': { at: string };
  'refusal.dismiss': { opId: string };
  'refusal.keepAsNote': { opId: string };
  'contact.open': { contactId: string };
  'contact.answer': ContactView;
  'contact.setReason': ContactView;
  'contact.setLanguage': ContactView;
  'contact.linkClient': ContactView;
  'contact.addNote': { contactId: string; opId: string; at: string };
  'contact.takeEmergencyStep': ContactView;
  'contact.startWrapUp': ContactView;
  'contact.resume': ContactView;
  'contact.setOutcome': ContactView;
  'contact.close': { contactId: string; phase: string };
  'client.register': { clientId: string };
  'client.setField': { clientId: string };
  'client.addAlert': { clientId: string; alertId: string };
  'client.removeAlert': { clientId: string };
  'client.addCondition': { clientId: string; conditionId: string };
  'client.removeCondition': { clientId: string };
  'client.addMedicine': { clientId: string; medicineId: string };
  'client.removeMedicine': { clientId: string };
  'client.view': ClientView;
  'assessment.start': AssessmentReply & { assessmentId: string };
  'assessment.answer': AssessmentReply;
  'assessment.keepEarlier': AssessmentReply;
  'assessment.tellChange': AssessmentReply;
  'assessment.decide': AssessmentReply;
  'assessment.confirmLowering': AssessmentReply;
  'assessment.readSafetyNet': AssessmentReply;
  'plan.draft': PlanView;
  'plan.setField': PlanView;
  'plan.addLine': PlanView;
  'plan.setLineField': PlanView;
  'plan.removeLine': PlanView;
  'plan.setAdviceOnly': PlanView;
  'plan.agree': PlanView;
  'handoff.offer': { handoffId: string };
  'handoff.take': HandoffView;
  'handoff.addNote': HandoffView;
  'handoff.finish': HandoffView;
  'handoff.return': HandoffView;
  'handoff.withdraw': HandoffView;
}

/** Every query with the shape of its arguments. Any of them can be followed: a new result comes when it changes. */
export const deskQueries = {
  'session.current': none,
  'sync.status': none,
  'desk.preferences': none,
  /** What the person signed in has begun to write here and not sent. Newest first. */
  'desk.drafts': none,
  'desk.units': none,
  /** Newest first. */
  'desk.repairs': none,
  'presence.list': none,
  'refusal.list': none,
  'outbox.list': none,
  'contact.get': contactRef.extend({ notesMax }),
  /** Contacts of the same client in the 72 hours before this one, as far as this desk holds them. Newest first. */
  'contact.earlier': contactRef,
  /** The script of each assessment of the contact, in its own version. */
  'contact.scripts': contactRef,
  /** Open contacts first (ringing, then by age), then closed ones of the last day, newest first. */
  'contact.list': z.strictObject({
    phase: z.enum(['ringing', 'open', 'closed', 'all']).default('all'),
    limit: z.int().min(1).max(500).default(200),
  }),
  'client.search': z.strictObject({
    text: freeText(shortCharsMax),
    limit: z.int().min(1).max(50).default(10),
  }),
  /** Says that a client's record changed and nothing of what it says: whoever shows it then opens it again. */
  'client.revision': z.strictObject({ clientId: id }),
  'plan.get': z.strictObject({ planId: id }),
  'handoff.get': z.strictObject({ handoffId: id, notesMax }),
  'handoff.list': z.strictObject({ box: z.enum(['in', 'out', 'all']).default('all') }),
  'script.list': none,
  'script.search': z.strictObject({
    text: freeText(shortCharsMax),
    limit: z.int().min(1).max(50).default(8),
  }),
  'script.get': z.strictObject({
    scriptId: questionId,
    version: z.int().positive().nullable().default(null),
  }),
  'disposition.list': none,
  ...authoringQueries,
} as const satisfies Record<string, z.ZodType>;
export type QueryName = keyof typeof deskQueries;
export type QueryArgs<Name extends QueryName> = z.input<(typeof deskQueries)[Name]>;

export interface QueryResults extends AuthoringQueryResults {
  'session.current': SessionView;
  'sync.status': SyncStatus;
  'desk.preferences': DeskPreferences;
  'desk.drafts': readonly DraftView[];
  'desk.units': readonly UnitView[];
  'desk.repairs': readonly RepairView[];
  'presence.list': PresenceView;
  'refusal.list': readonly RefusedOpView[];
  'outbox.list': OutboxView;
  'contact.get': ContactView;
  'contact.earlier': readonly EarlierContactView[];
  'contact.scripts': readonly ScriptView[];
  'contact.list': readonly ContactRow[];
  'client.search': readonly ClientRow[];
  'client.revision': ClientRevisionView;
  'plan.get': PlanView;
  'handoff.get': HandoffView;
  'handoff.list': readonly HandoffView[];
  'script.list': readonly ScriptRow[];
  'script.search': readonly ScriptRow[];
  'script.get': ScriptView;
  'disposition.list': readonly DispositionView[];
}

const messageId = z.union([z.string().max(64), z.int()]);
const args = z.unknown().default({});
/** Ids of the versions that stood on the screen of what a command writes over. What came since stays beside it. */
const seenVersions = z.array(z.string().max(64)).max(500).readonly();
export const pageMessage = z.union([
  z.strictObject({ id: messageId, command: z.string().max(64), args, seen: seenVersions.optional() }),
  z.strictObject({ id: messageId, query: z.string().max(64), args }),
  z.strictObject({ id: messageId, follow: z.string().max(64), args }),
  z.strictObject({ id: messageId, unfollow: messageId }),
  /** Calculated in a worker under limits, storing nothing: see taskProtocol.ts. */
  z.strictObject({ id: messageId, task: z.string().max(64), args }),
]);
export type PageMessage = z.infer<typeof pageMessage>;

/** `topic` carries the id of the follow; its first result comes at once. `ready` is the first line of all. */
export type EngineMessage =
  | { readonly ready: true }
  | { readonly id: string | number; readonly result: unknown }
  | {
      readonly id: string | number | null;
      readonly refused: true;
      readonly reason: RefusalReason;
      readonly by?: { readonly user: string; readonly desk: string };
      readonly at?: string;
      readonly path?: string;
      readonly because?: string;
    }
  | {
      readonly id: string | number | null;
      readonly fault: true;
      readonly code: FaultCode;
      readonly path?: string;
    }
  | { readonly topic: string; readonly follow: string | number; readonly result: unknown };

/** Bytes of one message from a page; larger ones are answered with messageTooLarge. */
export const pageMessageBytesMax = 128 * 1024;
export const followsMax = 200;

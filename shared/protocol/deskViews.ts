// What a page may see. Plain data, made by the engine from records, scripts and sync status.
import type { FaultCode, RefusalReason } from '../base/refusal.ts';
import type { LocalText } from '../base/text.ts';
import type { AnswerOrigin, AnswerSource, Decision, StoredAnswer } from '../domain/assessment/assessment.ts';
import type { Client } from '../domain/client/client.ts';
import type { Contact, Outcome } from '../domain/contact/contact.ts';
import type { Actor, Field } from '../domain/field/field.ts';
import type { Handoff } from '../domain/handoff/handoff.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { AssessmentView } from '../script/assess.ts';
import type { DeskSeen } from './regionProtocol.ts';
import type { Session } from './sessionProtocol.ts';

/**
 * So many of the latest notes a window asks for, and as many more with each wish for earlier ones; the record's `noteCount`
 * tells how many there are.
 */
export const notesUsual = 200;

export interface NoteView {
  readonly opId: string;
  readonly text: string;
  readonly by: Actor;
  readonly at: string;
  /** The region has it durably. On this desk it is durable by being listed at all. */
  readonly atRegion: boolean;
}

export interface AnswerNow {
  readonly answer: StoredAnswer;
  readonly source: AnswerSource;
  readonly from?: AnswerOrigin;
  readonly disputed: boolean;
  /** Another assessment of the contact holds another answer to the same question; answering again settles both. */
  readonly differs?: true;
}

/** What stands as the urgency: a person's choice before the script's proposal, unless answers have made it worse since. */
export interface AssessmentUrgency {
  readonly disposition: string | null;
  readonly standing: 'open' | 'proposed' | 'decided';
}
/** The most urgent of a contact's assessments. `open`: how many have no outcome yet. */
export interface ContactUrgency {
  readonly disposition: string;
  readonly assessmentId: string;
  readonly standing: 'proposed' | 'decided';
  readonly open: number;
}

/** The same script's answers in an earlier contact. Known, never counted until the caller says they still hold. */
export interface EarlierAnswers {
  readonly contactId: string;
  readonly assessmentId: string;
  readonly at: string;
  readonly disposition: string | null;
  readonly answers: Readonly<
    Record<
      string,
      { readonly answer: StoredAnswer /** False for signs of danger. */; readonly mayKeep: boolean }
    >
  >;
}

export interface AssessmentNow {
  readonly id: string;
  readonly scriptId: string;
  readonly scriptVersion: number;
  /** Null when this program does not have the script. */
  readonly title: LocalText | null;
  readonly answers: Readonly<Record<string, AnswerNow>>;
  readonly urgency: AssessmentUrgency;
  readonly earlier: EarlierAnswers | null;
  readonly changeTold: Field<string>;
  readonly view: AssessmentView;
  readonly decision: Decision | null;
  readonly otherDecisions: readonly Decision[];
  readonly safetyNetReadAt: string | null;
  readonly teachBack: boolean;
  /** The script's lines that fit these answers and the standing disposition; guidance is for the nurse alone. */
  readonly lines: Readonly<Record<'guidance' | 'advice' | 'safetyNet', readonly LocalText[]>>;
}

/**
 * The receipt of a record: own ops the region has not acknowledged, when this desk last saved something of its own, and
 * the region's own time of the last change it is known to hold.
 */
export interface RecordSigns {
  readonly pending: number;
  readonly savedAt: string | null;
  readonly regionAt: string | null;
}

export interface ContactView extends Contact {
  readonly contactId: string;
  /** The latest; `noteCount` tells how many there are. */
  readonly notes: readonly NoteView[];
  /** The one begun last. */
  readonly assessment: AssessmentNow | null;
  /** All of the contact's assessments as they stand, in the order they were begun. */
  readonly assessed: readonly AssessmentNow[];
  readonly urgency: ContactUrgency | null;
  readonly signs: RecordSigns;
}
export interface AssessmentReply {
  readonly contactId: string;
  readonly assessment: AssessmentNow;
  readonly urgency: ContactUrgency | null;
}
export interface EarlierAssessmentView {
  readonly assessmentId: string;
  readonly scriptId: string;
  readonly title: LocalText | null;
  readonly startedAt: string;
  readonly urgency: AssessmentUrgency;
  readonly because: LocalText | null;
  readonly deciding: readonly { readonly question: QuestionView; readonly answer: StoredAnswer }[];
}
export interface EarlierContactView {
  readonly contactId: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly answeredBy: Actor | null;
  readonly reason: string;
  readonly outcome: Outcome | null;
  readonly assessments: readonly EarlierAssessmentView[];
}
export interface ContactRow {
  readonly contactId: string;
  readonly phase: Contact['phase'];
  readonly unit: string;
  readonly channel: Contact['channel'];
  readonly openedAt: string;
  readonly answeredBy: Actor | null;
  readonly closedAt: string | null;
  readonly reason: string;
  readonly language: string;
  readonly callerNumber: string | null;
  readonly clientName: string | null;
  readonly nonDisclosure: boolean;
  readonly scriptId: string | null;
  /** The most urgent of what was decided; each assessment's own stands in `assessments`. */
  readonly disposition: string | null;
  readonly assessments: readonly { readonly scriptId: string; readonly disposition: string | null }[];
  readonly disputed: boolean;
  readonly pending: number;
}
export interface PlanView extends Plan {
  readonly planId: string;
  readonly signs: RecordSigns;
  /** Field and line-field paths with two or more versions, e.g. `fields.goals`, `lines.<id>.text`. */
  readonly disputed: readonly string[];
}
export interface HandoffView extends Handoff {
  readonly handoffId: string;
  readonly notes: readonly NoteView[];
  readonly signs: RecordSigns;
  readonly clientName: string | null;
  readonly nonDisclosure: boolean;
  /** A take of this desk that the region has not confirmed, or refused with the one who has it. */
  readonly ownTake: 'none' | 'waiting' | 'confirmed' | 'refused';
  readonly refusal: RefusedOpView | null;
}
export interface ClientRow {
  readonly clientId: string;
  readonly name: string;
  readonly birthDate: string | null;
  /** Masked but for the date part: `131052-••••`. */
  readonly identityCode: string | null;
  readonly municipality: string | null;
  readonly nonDisclosure: boolean;
}
/** Contact data is null under a non-disclosure order until revealed; `masked` names what was held back. */
/** Another one whenever the record as shown is another; nobody can read anything of the client from it. */
export interface ClientRevisionView {
  readonly revision: string;
}
export interface ClientView extends Client {
  readonly clientId: string;
  readonly masked: readonly ('phone' | 'address' | 'municipality')[];
  readonly signs: RecordSigns;
}

export interface QuestionView {
  readonly id: string;
  readonly topic: string;
  readonly block: 'safety' | 'context' | 'script' | 'vulnerability' | 'info';
  readonly kind: 'yes_no' | 'choice' | 'many' | 'number' | 'scale' | 'date' | 'text';
  readonly say: LocalText;
  readonly hint: LocalText | null;
  readonly options: readonly { readonly key: string; readonly text: LocalText }[];
  /** Key of the unit (`C`, `days`); its words are the window's. */
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly redFlag: boolean;
}
export interface ScriptView {
  readonly id: string;
  readonly version: number;
  readonly status: 'draft' | 'approved';
  readonly area: 'health' | 'social';
  readonly title: LocalText;
  readonly topics: readonly { readonly id: string; readonly title: LocalText }[];
  readonly questions: readonly QuestionView[];
  readonly advice: readonly LocalText[];
  readonly safetyNet: readonly LocalText[];
  readonly sources: readonly { readonly id: string; readonly title: string; readonly status: string }[];
}
export interface ScriptRow {
  readonly id: string;
  readonly version: number;
  readonly area: 'health' | 'social';
  readonly status: 'draft' | 'approved';
  readonly title: LocalText;
  /** Cannot be started any more, and why. */
  readonly withdrawn: { readonly at: string; readonly reason: string } | null;
}
export interface DispositionView {
  readonly code: string;
  readonly ladder: 'health' | 'social';
  readonly rank: number;
  /** 1–5 of the urgency marks. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  readonly text: LocalText;
}

export interface RefusedOpView {
  readonly opId: string;
  readonly type: string;
  readonly record: { readonly kind: string; readonly id: string };
  readonly reason: RefusalReason;
  readonly by: { readonly user: string; readonly desk: string } | null;
  readonly at: string | null;
  readonly madeAt: string;
}
export interface SyncStatus {
  readonly connected: boolean;
  /** Own ops durable here and not yet acknowledged by the region. */
  readonly pending: number;
  /** Own ops the region has acknowledged as durable. */
  readonly acknowledged: number;
  readonly deskId: string;
  readonly regionUrl: string | null;
  readonly link: 'off' | 'connecting' | 'up' | 'waiting' | 'needsSignIn' | 'refused';
  readonly linkCode: FaultCode | null;
  readonly lastSavedAt: string | null;
  readonly lastAcknowledgedAt: string | null;
  readonly lastHeardAt: string | null;
  readonly skewMs: number;
  readonly catchingUp: boolean;
  /** How far catching up has come; `of` is null while nobody can say how much there is. */
  readonly progress: { readonly done: number; readonly of: number | null } | null;
  /** When this desk last stood where the region's feed led; null before the first time. */
  readonly dataAt: string | null;
  /** As the region last announced it; gone once it is over. */
  readonly maintenance: MaintenanceView | null;
  readonly refused: readonly RefusedOpView[];
  readonly deadLetters: number;
  readonly parked: number;
}
export interface MaintenanceView {
  readonly from: string;
  readonly until: string;
}

/** What was begun and not sent; `value` as the window gave it. */
export interface DraftView {
  readonly key: string;
  readonly value: string;
}

/** What a line of the outbox is about. `name` is the client's; a record of another unit tells nothing. */
export interface OutboxSubject {
  readonly record: { readonly kind: string; readonly id: string };
  readonly name: string | null;
  /** A non-disclosure order: lists do not name this client. */
  readonly hidden: boolean;
  /** When the contact was opened, the handoff offered or the plan begun. */
  readonly at: string | null;
  /** The contact to open; null where there is none, or none of this person's. */
  readonly contactId: string | null;
  /** What the record began with is not on this desk: it was in a damaged file, or the region refused it. */
  readonly beginningLost: boolean;
}
export interface WaitingView extends OutboxSubject {
  readonly since: string;
  readonly many: number;
  readonly changes: readonly { readonly type: string; readonly many: number }[];
}
export interface RefusedItemView extends RefusedOpView {
  readonly about: OutboxSubject;
  /** What a person typed into it, in the order of its fields. */
  readonly texts: readonly string[];
  /** The region could not read it: nothing but a person can bring it further. */
  readonly dead: boolean;
  /** Where it can be kept as a note. */
  readonly noteOn: { readonly kind: 'contact' | 'handoff'; readonly id: string } | null;
}
export interface HandledItemView extends RefusedItemView {
  readonly handled: {
    readonly how: 'seen' | 'noted';
    readonly reason: string | null;
    readonly user: string;
    readonly at: string;
  };
}
export interface OutboxView {
  /** Oldest first; the longest waiting records only, when there are very many. */
  readonly waiting: readonly WaitingView[];
  /** All that wait: ops and the records they are of. */
  readonly ops: number;
  readonly records: number;
  readonly refused: readonly RefusedItemView[];
  readonly handled: readonly HandledItemView[];
}
/** This desk's damaged database was replaced by a fresh one. It counts, and says nothing of whom the entries were. */
export interface RepairView {
  readonly at: string;
  /** Own entries that the region did not have yet, and that go on. */
  readonly saved: number;
  /** Own entries that are known to have been there and could not be read. */
  readonly missing: number;
  /** False: others may be missing beside them, most likely the newest. */
  readonly counted: boolean;
  /** Who said that they had read this. */
  readonly seen: { readonly user: string; readonly at: string } | null;
}
export interface SessionView {
  readonly session: Session | null;
  /** offline: opened with a sign-in the region granted earlier. */
  readonly mode: 'signedOut' | 'online' | 'offline';
  readonly needs: 'nothing' | 'password';
  readonly knownUsers: readonly string[];
  readonly keyCustody: 'keychain' | 'passphrase' | 'none';
  readonly runtime: string;
}
export interface PresenceView {
  readonly desks: readonly DeskSeen[];
  /** When the region last said so; null when never. */
  readonly at: string | null;
}
export interface UnitView {
  readonly id: string;
  readonly name: LocalText;
}
export interface DeskPreferences {
  readonly language: 'fi' | 'sv' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  readonly fontScale: 100 | 112 | 125;
}

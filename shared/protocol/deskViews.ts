// What a page may see. Plain data, made by the engine from records, scripts and sync status.
import type { FaultCode, RefusalReason } from '../base/refusal.ts';
import type { LocalText } from '../base/text.ts';
import type { AnswerSource, Decision, StoredAnswer } from '../domain/assessment/assessment.ts';
import type { Client } from '../domain/client/client.ts';
import type { Contact } from '../domain/contact/contact.ts';
import type { Actor } from '../domain/field/field.ts';
import type { Handoff } from '../domain/handoff/handoff.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { AssessmentView } from '../script/assess.ts';
import type { DeskSeen } from './regionProtocol.ts';
import type { Session } from './sessionProtocol.ts';

export interface NoteView {
  readonly opId: string;
  readonly text: string;
  readonly by: Actor;
  readonly at: string;
  /** The region has it durably. On this desk it is durable by being listed at all. */
  readonly atRegion: boolean;
}

export interface AssessmentNow {
  readonly id: string;
  readonly scriptId: string;
  readonly scriptVersion: number;
  readonly answers: Readonly<
    Record<
      string,
      { readonly answer: StoredAnswer; readonly source: AnswerSource; readonly disputed: boolean }
    >
  >;
  readonly view: AssessmentView;
  readonly decision: Decision | null;
  readonly otherDecisions: readonly Decision[];
  readonly safetyNetReadAt: string | null;
  readonly teachBack: boolean;
  /** The script's lines that fit these answers and the standing disposition; guidance is for the nurse alone. */
  readonly lines: Readonly<Record<'guidance' | 'advice' | 'safetyNet', readonly LocalText[]>>;
}

/** Own ops of a record that the region has not acknowledged, and refusals not yet seen by the user. */
export interface RecordSigns {
  readonly pending: number;
  readonly savedAt: string | null;
}

export interface ContactView extends Contact {
  readonly contactId: string;
  readonly notes: readonly NoteView[];
  readonly assessment: AssessmentNow | null;
  readonly signs: RecordSigns;
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
  readonly disposition: string | null;
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
  readonly refused: readonly RefusedOpView[];
  readonly deadLetters: number;
  readonly parked: number;
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

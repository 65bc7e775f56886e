// What the authoring screens of a clinical lead see: the library, one script's text, its proof, its trial and its comparison.
import type { LocalText } from '../base/text.ts';
import type { Actor } from '../domain/field/field.ts';
import type { AssessmentView } from '../script/assess.ts';
import type { Outline } from '../script/authoring/outlineScript.ts';
import type { QuestionView } from './deskViews.ts';

/**
 * draft: may be edited. approved: two people approved this very text. released: signed by the region, never edited again.
 * withdrawn: not started any more. builtIn: came with the program, for demonstration.
 */
export type ScriptStatus = 'builtIn' | 'draft' | 'approved' | 'released' | 'withdrawn';

/**
 * Why a released version is not on this desk's shelf. unsigned: no signature, or one that does not fit. altered: the
 * text is not the one that was signed. wrongKey: signed by a key this desk does not trust. unreadable: this program
 * cannot read it, or the shared blocks it was signed with are others.
 */
export type ScriptFault = 'unsigned' | 'altered' | 'wrongKey' | 'unreadable';

/** Asked for, and the region has not answered yet; or why it would not, with the property that does not hold. */
export interface ReleaseWishView {
  readonly asked: { readonly by: Actor; readonly at: string } | null;
  readonly refused: { readonly property: string; readonly message: LocalText; readonly at: string } | null;
}

export interface ApprovalView {
  readonly by: Actor;
  readonly at: string;
  readonly title: string;
}

export interface LibraryRow {
  readonly scriptId: string;
  readonly version: number;
  readonly status: ScriptStatus;
  /** The record behind a version that did not come with the program. */
  readonly draftId: string | null;
  readonly area: 'health' | 'social';
  readonly title: LocalText;
  /** SHA-256 of the text, hex: what a proof seen earlier is remembered by. */
  readonly hash: string;
  readonly questions: number;
  /** Approvals of the text as it now stands. */
  readonly approvals: readonly ApprovalView[];
  readonly release: ReleaseWishView;
  readonly withdrawn: { readonly by: Actor; readonly at: string; readonly reason: string } | null;
  /** A released version that this desk refuses to start. */
  readonly fault: ScriptFault | null;
  /** People wrote the text apart, and nobody has chosen yet. */
  readonly disputed: boolean;
  readonly pending: number;
}

export interface ScriptSourceView {
  readonly scriptId: string;
  readonly version: number;
  readonly status: ScriptStatus;
  readonly draftId: string | null;
  /** YAML as authored. */
  readonly text: string;
  /** SHA-256 of the text, hex: what approvals and the signature are about. */
  readonly hash: string;
  /**
   * Texts written apart, when two people edited without seeing each other, and own ones that came after the release;
   * the newest is `text`.
   */
  readonly otherTexts: readonly { readonly text: string; readonly by: Actor; readonly at: string }[];
  readonly editedBy: Actor | null;
  readonly editedAt: string | null;
  readonly approvals: readonly ApprovalView[];
  readonly release: ReleaseWishView;
  readonly signature: { readonly keyId: string; readonly at: string; readonly valid: boolean } | null;
  readonly fault: ScriptFault | null;
  readonly withdrawn: LibraryRow['withdrawn'];
  readonly pending: number;
}

/** A place in the text that is wrong, in the author's terms. */
export interface TextProblem {
  readonly key: string;
  readonly message: LocalText;
}

export interface ViolationView {
  readonly property: string;
  /** The question or rule it is about, as the author named it: `decide[3] same_day`. */
  readonly subject: string;
  readonly message: LocalText;
  /** The shortest counterexample as a call, one line each; answers left out are reassuring. */
  readonly dialogue: readonly LocalText[];
}

export interface ProofView {
  readonly proved: boolean;
  readonly problems: readonly TextProblem[];
  readonly violations: readonly ViolationView[];
  readonly figures: {
    readonly questions: number;
    readonly rules: number;
    readonly shortest: number;
    readonly mean: number;
    readonly longest: number;
    readonly worstTo112: number;
  } | null;
  readonly ms: number;
}

/** One script as a graph and as an outline: the same nodes, `depth` indents the outline. */
export type OutlineView = Outline;

export interface TrialView {
  readonly problems: readonly TextProblem[];
  readonly questions: readonly QuestionView[];
  readonly view: AssessmentView | null;
}

/** What differs between two versions, item by item; `same` items are counted, not listed. */
export interface ComparisonView {
  readonly problems: readonly TextProblem[];
  readonly same: number;
  readonly changes: readonly {
    readonly part: 'question' | 'rule' | 'advice' | 'safetyNet' | 'plan' | 'guidance' | 'head';
    readonly id: string;
    readonly change: 'added' | 'removed' | 'changed' | 'moved';
    readonly fields: readonly { readonly field: string; readonly left: string; readonly right: string }[];
  }[];
}

/** Stored assessments of this script run again through another text. */
export interface ReplayView {
  readonly problems: readonly TextProblem[];
  readonly assessments: number;
  readonly unchanged: number;
  readonly changed: readonly {
    readonly contactId: string;
    readonly assessmentId: string;
    readonly fromVersion: number;
    readonly before: string | null;
    readonly after: string | null;
    /** sideways: another outcome, as urgent. open: the new version would still ask something. */
    readonly direction: 'up' | 'down' | 'sideways' | 'open' | 'decided';
  }[];
  readonly ms: number;
}

/** A FHIR R4 Questionnaire as a draft; `lost` lists by path what our language cannot say. */
export interface ImportView {
  readonly text: string | null;
  /** Why there is no text: not JSON, not R4, too large. */
  readonly problems: readonly TextProblem[];
  readonly lost: readonly { readonly path: string; readonly reasons: readonly LocalText[] }[];
}

/** A finished assessment as FHIR; `lost` lists what the standard has no place for. */
export interface ResponseView {
  /** JSON of a FHIR R4 QuestionnaireResponse, checked against the standard. */
  readonly json: string;
  /** JSON of the Questionnaire it answers, under the same address and version. */
  readonly questionnaire: string;
  readonly lost: ImportView['lost'];
}

/** What a question costs against what it decides, from the assessments on this desk. */
export interface QuestionCostView {
  readonly questionId: string;
  readonly say: LocalText;
  readonly asked: number;
  readonly medianMs: number | null;
  readonly totalMs: number;
  /** Assessments whose outcome would be another with this answer at its reassuring value. */
  readonly changedOutcome: number;
}

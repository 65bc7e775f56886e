import { own } from '../../shared/base/own.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import type { Assessment, StoredAnswer } from '../../shared/domain/assessment/assessment.ts';
import { fieldValue, isDisputed } from '../../shared/domain/field/field.ts';
import { withdrawnRefusal } from '../../shared/domain/script/scriptFacts.ts';
import type { ScriptVersion, Withdrawal } from '../../shared/domain/script/scriptVersion.ts';
import type { ScriptFault } from '../../shared/protocol/authoringViews.ts';
import type { AssessmentNow } from '../../shared/protocol/deskViews.ts';
import { type Answers, type AssessmentView, assess } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { dispositionCodes } from '../../shared/script/disposition.ts';
import { linesFor } from '../../shared/script/linesFor.ts';
import { type LibraryScript, libraryScript } from '../../shared/script/release/libraryScript.ts';
import { makeScriptSearch, type ScriptSearch } from '../../shared/script/search/scriptSearch.ts';

/** One version of a script as this desk knows it: from the program, from the region, or a draft. */
export interface KnownVersion {
  readonly scriptId: string;
  readonly version: number;
  readonly builtIn: LibraryScript | null;
  readonly record: ScriptVersion | null;
  /** The release, when everything about it is right. */
  readonly released: LibraryScript | null;
  /** Why a release is not on the shelf. */
  readonly fault: ScriptFault | null;
}

/** A version that assessments run on. */
export interface ShelvedScript {
  readonly script: LibraryScript;
  readonly isReleased: boolean;
  readonly withdrawn: Withdrawal | null;
}

/** The scripts of this desk. An assessment finds the version it is bound to, withdrawn or not; a new one takes the newest. */
export interface ScriptShelf {
  newest(scriptId: string): CompiledScript | undefined;
  /** What a new assessment runs on, or why there is none. */
  startable(scriptId: string): CompiledScript | Refusal;
  version(scriptId: string, version: number): CompiledScript | undefined;
  /** The newest version of each, in the order of the library. */
  list(): readonly ShelvedScript[];
  search(text: string, limit: number): readonly ShelvedScript[];
  /** Every version there is, drafts too; those of the program first. */
  known(): readonly KnownVersion[];
  /** What a list says of a text; null while it is no script. */
  readHead(text: string): ScriptHead | null;
}

export interface ScriptHead {
  readonly area: LibraryScript['area'];
  readonly title: LibraryScript['title'];
  readonly questions: number;
}

/** The shelf of the program alone. */
export function stockShelf(scripts: readonly CompiledScript[]): ScriptShelf {
  return makeShelf(
    scripts.map((script) => ({
      scriptId: script.id,
      version: script.version,
      builtIn: libraryScript(script),
      record: null,
      released: null,
      fault: null,
    })),
  );
}

export function makeShelf(
  known: readonly KnownVersion[],
  readHead: ScriptShelf['readHead'] = () => null,
): ScriptShelf {
  const byId = new Map<string, ShelvedScript[]>();
  const versions = new Map<string, ShelvedScript>();
  for (const one of known) {
    // What the region signed stands before what came with the program under the same number.
    const script = one.released ?? one.builtIn;
    if (script === null) continue;
    // An abandoned draft says nothing of what came with the program under its number later.
    const isMeant = one.released !== null || one.record?.builtIn === true;
    const withdrawn = isMeant ? (one.record?.withdrawn ?? null) : null;
    const shelved: ShelvedScript = { script, isReleased: one.released !== null, withdrawn };
    versions.set(`${script.id}@${script.version}`, shelved);
    byId.set(script.id, [...(byId.get(script.id) ?? []), shelved]);
  }
  const newest = new Map<string, ShelvedScript>();
  for (const [id, shelved] of byId) {
    shelved.sort((left, right) => right.script.version - left.script.version);
    const [first] = shelved;
    if (first !== undefined) newest.set(id, first);
  }
  let finder: ScriptSearch | null = null;
  return {
    newest: (scriptId) => firstReadable(byId.get(scriptId) ?? []),
    startable(scriptId) {
      for (const { script, withdrawn } of byId.get(scriptId) ?? []) {
        // Nobody is led by an older version in silence: whoever withdrew the newest releases what comes after it.
        if (withdrawn !== null) return withdrawnRefusal(withdrawn);
        const compiled = script.compiled();
        if (compiled !== null) return compiled;
      }
      return { refused: 'scriptUnknown' };
    },
    version: (scriptId, version) => versions.get(`${scriptId}@${version}`)?.script.compiled() ?? undefined,
    list: () => [...newest.values()],
    search(text, limit) {
      finder ??= makeScriptSearch([...newest.values()].map((one) => one.script));
      return finder.find(text, limit).flatMap((id) => newest.get(id) ?? []);
    },
    known: () => known,
    readHead,
  };
}

/** A release in a language newer than this program's is passed over, withdrawn or not. */
function firstReadable(shelved: readonly ShelvedScript[]): CompiledScript | undefined {
  for (const one of shelved) {
    const compiled = one.script.compiled();
    if (compiled !== null) return compiled;
  }
  return undefined;
}

/** Answers that count: a question with two versions is open until a person chooses. */
export function countedAnswers(assessment: Assessment): Answers {
  const counted: Record<string, StoredAnswer> = {};
  for (const [questionId, field] of Object.entries(assessment.answers)) {
    const given = fieldValue(field);
    if (given !== undefined && !isDisputed(field)) counted[questionId] = given.answer;
  }
  return counted;
}

/** Where an assessment stands; empty when its script is newer than this program's library. */
export function assessmentView(shelf: ScriptShelf, assessment: Assessment): AssessmentView {
  const script = shelf.version(assessment.scriptId, assessment.scriptVersion);
  if (script !== undefined) return assess(script, countedAnswers(assessment));
  const asked = Object.keys(assessment.answers).length;
  return { next: null, open: [], needed: [], proposal: null, asked, stage: 'script' };
}

/** The lines shown now: the standing disposition is a person's choice before the script's proposal. */
export function shownLines(shelf: ScriptShelf, assessment: Assessment): AssessmentNow['lines'] {
  const script = shelf.version(assessment.scriptId, assessment.scriptVersion);
  if (script === undefined) return { guidance: [], advice: [], safetyNet: [] };
  const answers = countedAnswers(assessment);
  const standing = assessment.decision?.chosen ?? assess(script, answers).proposal?.disposition ?? null;
  const disposition = dispositionCodes.find((code) => code === standing) ?? null;
  const saysOf = (list: keyof AssessmentNow['lines']) =>
    linesFor(script, list, { answers, disposition }).map((line) => line.say);
  return { guidance: saysOf('guidance'), advice: saysOf('advice'), safetyNet: saysOf('safetyNet') };
}

export function hasQuestion(script: CompiledScript, questionId: string): boolean {
  return own(script.indexOf, questionId) !== undefined;
}

import { own } from '../../shared/base/own.ts';
import type { Assessment, StoredAnswer } from '../../shared/domain/assessment/assessment.ts';
import { fieldValue, isDisputed } from '../../shared/domain/field/field.ts';
import type { AssessmentNow } from '../../shared/protocol/deskViews.ts';
import { type Answers, type AssessmentView, assess } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { dispositionCodes } from '../../shared/script/disposition.ts';
import { linesFor } from '../../shared/script/linesFor.ts';
import { makeScriptSearch } from '../../shared/script/search/scriptSearch.ts';

/** The scripts of this desk. An assessment finds the version it is bound to; a new one takes the newest. */
export interface ScriptShelf {
  newest(scriptId: string): CompiledScript | undefined;
  version(scriptId: string, version: number): CompiledScript | undefined;
  /** The newest version of each, in the order of the library. */
  list(): readonly CompiledScript[];
  search(text: string, limit: number): readonly CompiledScript[];
}

export function stockShelf(scripts: readonly CompiledScript[]): ScriptShelf {
  const newest = new Map<string, CompiledScript>();
  const versions = new Map<string, CompiledScript>();
  for (const script of scripts) {
    versions.set(`${script.id}@${script.version}`, script);
    if ((newest.get(script.id)?.version ?? 0) < script.version) newest.set(script.id, script);
  }
  const finder = makeScriptSearch([...newest.values()]);
  return {
    newest: (scriptId) => newest.get(scriptId),
    version: (scriptId, version) => versions.get(`${scriptId}@${version}`),
    list: () => [...newest.values()],
    search: (text, limit) =>
      finder.find(text, limit).flatMap((id) => {
        const script = newest.get(id);
        return script === undefined ? [] : [script];
      }),
  };
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

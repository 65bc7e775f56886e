import { own } from '../../shared/base/own.ts';
import type { Assessment, StoredAnswer } from '../../shared/domain/assessment/assessment.ts';
import { fieldValue, isDisputed } from '../../shared/domain/field/field.ts';
import type { AssessmentNow } from '../../shared/protocol/deskViews.ts';
import { type Answers, type AssessmentView, assess } from '../../shared/script/assess.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { dispositionCodes } from '../../shared/script/disposition.ts';
import { linesFor } from '../../shared/script/linesFor.ts';

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
  const words = new Map([...newest.values()].map((script) => [script.id, wordsOf(script)]));
  return {
    newest: (scriptId) => newest.get(scriptId),
    version: (scriptId, version) => versions.get(`${scriptId}@${version}`),
    list: () => [...newest.values()],
    search(text, limit) {
      const typed = plain(text).split(/\s+/).filter(Boolean);
      const found = [...newest.values()].flatMap((script) => {
        const score = scoreOf(typed, words.get(script.id) ?? []);
        return score === null ? [] : [{ script, score }];
      });
      found.sort((left, right) => right.score - left.score);
      return found.slice(0, limit).map((one) => one.script);
    },
  };
}

interface Word {
  readonly text: string;
  readonly weight: number;
}

/** Every language at once: the nurse types what the caller said. Titles count more than keywords. */
function wordsOf(script: CompiledScript): Word[] {
  const titles = Object.values(script.title).flatMap((title) => plain(title).split(/\s+/));
  const keywords = Object.values(script.keywords).flat().map(plain);
  return [
    ...[plain(script.id.replaceAll('_', ' ')), ...titles].map((text) => ({ text, weight: 2 })),
    ...keywords.flatMap((text) => [text, ...text.split(/\s+/)]).map((text) => ({ text, weight: 1 })),
  ];
}

/**
 * The caller's own sentence searches as it stands, so words that name no script are passed over; a script that
 * answers to more of them comes first. Null when nothing is found.
 */
function scoreOf(typed: readonly string[], words: readonly Word[]): number | null {
  const telling = typed.length > 1 ? typed.filter((part) => part.length >= shortestTelling) : typed;
  const score = telling.reduce((sum, part) => sum + bestOf(part, words), 0);
  return score === 0 ? null : score;
}

/** Shorter words of a sentence (`on`, `ja`, `i`) begin too many others to mean anything. */
const shortestTelling = 3;

function bestOf(part: string, words: readonly Word[]): number {
  return words.reduce((best, word) => Math.max(best, matchOf(part, word)), 0);
}

/** `rinta` finds `rintakipu`, and an inflected `rintakipua` finds it too. */
function matchOf(part: string, word: Word): number {
  if (word.text.startsWith(part)) return word.weight * (word.text === part ? 6 : 4);
  if (word.text.length >= 4 && part.startsWith(word.text)) return word.weight * 3;
  return part.length >= 4 && word.text.includes(part) ? word.weight : 0;
}

/** Keyboards differ: `lääke`, `laake` and `LÄÄKE` find the same. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
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

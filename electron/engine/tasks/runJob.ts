// Keeps AU1–AU4. What each task calculates. Everything here runs in the worker and touches nothing but the library's files.
import type { Clock } from '../../../platform/clock.ts';
import { type DraftReading, readDraft, readSurroundings } from '../../../platform/draftText.ts';
import { checkedExport } from '../../../platform/fhir/checkedExport.ts';
import { importQuestionnaire } from '../../../platform/fhir/importQuestionnaire.ts';
import type {
  OutlineView,
  ProofView,
  TextProblem,
  TrialView,
} from '../../../shared/protocol/authoringViews.ts';
import { assess } from '../../../shared/script/assess.ts';
import { compareScripts } from '../../../shared/script/authoring/compareScripts.ts';
import { outlineScript } from '../../../shared/script/authoring/outlineScript.ts';
import { problemWords } from '../../../shared/script/authoring/problemWords.ts';
import { fitting, replayCases } from '../../../shared/script/authoring/replayCases.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { proveScript } from '../../../shared/script/proof/proveScript.ts';
import { questionView } from '../queries/scriptViews.ts';
import type { JobMessage, JobName, Jobs } from './taskJobs.ts';

type Result<Name extends JobName> = Jobs[Name]['result'];
type Args<Name extends JobName> = Jobs[Name]['args'];
type Table = { readonly [Name in JobName]: (args: Args<Name>) => Result<Name> };
type Reading = Omit<DraftReading, 'problems'> & { readonly problems: readonly TextProblem[] };
type Read = (text: string) => Reading;

export function openJobs(libraryDir: string, clock: Clock): (job: JobMessage) => unknown {
  let known: readonly string[] = [];
  const table = jobTable(
    readerOf(libraryDir, () => known),
    clock,
  );
  return ({ name, args, scripts }) => {
    known = scripts;
    // The engine parsed these arguments by the schema of the same name; a table indexed by a union cannot say so.
    return (table[name] as (args: unknown) => unknown)(args);
  };
}

/** The library is read once per thread; scripts that the region sent since then come with each job. */
function readerOf(libraryDir: string, known: () => readonly string[]): Read {
  let around: Parameters<typeof readDraft>[1] | null = null;
  return (text) => {
    around ??= readSurroundings(libraryDir);
    const sent = known().filter((id) => !around?.gotos.has(id));
    const gotos = new Map([...sent.map((id) => [id, []] as const), ...around.gotos]);
    const { problems, ...read } = readDraft(text, { ...around, gotos });
    return {
      ...read,
      problems: problems.map(({ key, message }) => ({ key, message: problemWords(message) })),
    };
  };
}

function jobTable(read: Read, clock: Clock): Table {
  return {
    'script.head': ({ text }) => {
      const { authored, problems } = read(text);
      return { scriptId: authored?.id ?? null, problems };
    },
    'script.prove': ({ text }) => {
      const from = clock.monotonic();
      const { script, problems } = read(text);
      const proof = script === null ? unproved : proofOf(script);
      return { ...proof, problems, ms: Math.round((clock.monotonic() - from) * 10) / 10 };
    },
    'script.outline': ({ text }) => {
      const { script, problems } = read(text);
      const outline: OutlineView | null = script === null ? null : outlineScript(script);
      return { outline, problems };
    },
    'script.try': ({ text, answers }) => trialOf(read(text), answers),
    'script.compare': ({ left, right }) => {
      const [before, after] = [read(left), read(right)];
      const problems = [
        ...before.problems.map((one) => ({ ...one, key: `left ${one.key}` })),
        ...after.problems.map((one) => ({ ...one, key: `right ${one.key}` })),
      ];
      if (before.authored === null || after.authored === null) return { problems, same: 0, changes: [] };
      return { problems, ...compareScripts(before.authored, after.authored) };
    },
    'script.replay': ({ text, cases }) => {
      const from = clock.monotonic();
      const { script, problems } = read(text);
      const replayed =
        script === null ? { assessments: 0, unchanged: 0, changed: [] } : replayCases(script, cases);
      return { problems, ...replayed, ms: Math.round(clock.monotonic() - from) };
    },
    'script.importQuestionnaire': ({ json, scriptId }) => importQuestionnaire(json, scriptId),
    'script.exportResponse': (made) => checkedExport(made),
  };
}

const unproved = { proved: false, violations: [], figures: null } as const;

function proofOf(script: CompiledScript): Pick<ProofView, 'proved' | 'violations' | 'figures'> {
  const { ok, violations, figures } = proveScript(script);
  const { questions, rules, shortest, mean, longest, worstToRedFlag } = figures;
  return {
    proved: ok,
    violations: violations.map(({ property, subject, message, dialogue }) => ({
      ...{ property, subject, message },
      dialogue: dialogue.map(({ fi, sv, en }) => ({ fi, sv, en })),
    })),
    figures: { questions, rules, shortest, mean, longest, worstTo112: worstToRedFlag },
  };
}

function trialOf({ script, problems }: Reading, given: Args<'script.try'>['answers']): TrialView {
  if (script === null) return { problems, questions: [], view: null };
  const answers = fitting(script, given);
  const lost = Object.keys(given).filter((id) => !Object.hasOwn(answers, id));
  return {
    problems: lost.map((id) => ({
      key: `answers.${id}`,
      message: problemWords('does not fit this version and is left out'),
    })),
    questions: script.questions.map(questionView),
    view: assess(script, answers),
  };
}

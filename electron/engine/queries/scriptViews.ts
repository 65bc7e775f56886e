import type { LocalText } from '../../../shared/base/text.ts';
import type {
  DispositionView,
  QuestionView,
  ScriptRow,
  ScriptView,
} from '../../../shared/protocol/deskViews.ts';
import type { CompiledQuestion } from '../../../shared/script/compiledScript.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { dispositionCodes, dispositions, rankOf } from '../../../shared/script/disposition.ts';
import { deskQuery, findReadable, recordQuery } from '../query.ts';
import type { ShelvedScript } from '../scriptShelf.ts';

export const scriptList = deskQuery('script.list', ['scripts'], ({ shelf }) => shelf.list().map(shelfRow));

export const scriptSearch = deskQuery('script.search', ['scripts'], ({ shelf }, { text, limit }) =>
  shelf.search(text, limit).map(shelfRow),
);

export const scriptGet = deskQuery('script.get', ['scripts'], ({ shelf }, { scriptId, version }) => {
  const script = version === null ? shelf.newest(scriptId) : shelf.version(scriptId, version);
  return script === undefined ? { refused: 'scriptUnknown' } : scriptView(script);
});

export const contactScripts = recordQuery(
  'contact.scripts',
  ({ contactId }) => [`contact:${contactId}`, 'scripts'],
  (reading, { contactId }) => {
    const contact = findReadable(reading, 'contact', contactId);
    if (contact === undefined) return { refused: 'notFound' };
    const versions = new Map(contact.assessments.map((one) => [`${one.scriptId}@${one.scriptVersion}`, one]));
    return [...versions.values()].flatMap(({ scriptId, scriptVersion }) => {
      const script = reading.shelf.version(scriptId, scriptVersion);
      return script === undefined ? [] : [scriptView(script)];
    });
  },
);

export const dispositionList = deskQuery('disposition.list', [], () =>
  dispositionCodes.map((code): DispositionView => {
    const { ladder, rank, text } = dispositions[code];
    return { code, ladder, rank, level: levelOf(rank), text };
  }),
);

/** The five urgency marks, from 1 (112) to 5 (self-care or advice). */
function levelOf(rank: number): DispositionView['level'] {
  if (rank >= 9) return 1;
  if (rank >= 7) return 2;
  if (rank >= 5) return 3;
  return rank >= 3 ? 4 : 5;
}

export function isMoreUrgent(code: string, than: string): boolean | null {
  const left = dispositionCodes.find((one) => one === code);
  const right = dispositionCodes.find((one) => one === than);
  return left === undefined || right === undefined ? null : rankOf(left) > rankOf(right);
}

function shelfRow({ script, isReleased, withdrawn }: ShelvedScript): ScriptRow {
  const { id, version, area, title } = script;
  return {
    id,
    version,
    area,
    title,
    status: isReleased ? 'approved' : 'draft',
    withdrawn: withdrawn === null ? null : { at: withdrawn.at, reason: withdrawn.reason },
  };
}

function scriptRow({ id, version, area, title, status }: CompiledScript): Omit<ScriptRow, 'withdrawn'> {
  return { id, version, area, title, status: status === 'draft' ? 'draft' : 'approved' };
}

function scriptView(script: CompiledScript): ScriptView {
  return {
    ...scriptRow(script),
    topics: script.topics,
    questions: script.questions.map(questionView),
    advice: script.advice.map((line) => line.say),
    safetyNet: script.safetyNet.map((line) => line.say),
    sources: script.sources.map((source) => ({ id: source.id, title: source.title, status: source.mark })),
  };
}

export function questionView({ id, topic, stage, question }: CompiledQuestion): QuestionView {
  const isNumeric = question.type === 'number' || question.type === 'scale';
  return {
    id,
    topic: topic ?? stage,
    // Facts about the person (`c_…`) are asked in whatever stage needs them first.
    block: id.startsWith('c_') ? 'context' : stage,
    kind: question.type,
    say: question.say,
    hint: question.hint ?? null,
    options: optionsOf(question),
    unit: question.type === 'number' ? question.unit : null,
    min: isNumeric ? question.min : null,
    max: isNumeric ? question.max : null,
    redFlag: question.red_flag,
  };
}

function optionsOf(question: CompiledQuestion['question']): readonly { key: string; text: LocalText }[] {
  if (question.type === 'choice' || question.type === 'many')
    return Object.entries(question.options).map(([key, text]) => ({ key, text }));
  if (question.type !== 'scale') return [];
  return [
    { key: String(question.min), text: question.ends.min },
    { key: String(question.max), text: question.ends.max },
  ];
}

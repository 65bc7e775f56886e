// Keeps SC5. The order of asking: safety first, then the script, then the vulnerability screen, then information.
import type { Stage } from '../compiledScript.ts';
import type { Block, Question, Raise, Script } from '../scriptFormat.ts';
import { questionsOf } from './predicate.ts';

export interface PlacedQuestion {
  readonly question: Question;
  readonly stage: Stage;
}

interface Input {
  readonly script: Script;
  readonly blocks: readonly Block[];
  readonly raises: readonly Raise[];
  readonly trouble: (key: string, message: string) => void;
}

export function placeQuestions({ script, blocks, raises, trouble }: Input): PlacedQuestion[] {
  const shared = new Map(blocks.flatMap((block) => block.ask).map((question) => [question.id, question]));
  const own = script.ask.map((item, index) => {
    if (!('use' in item)) return item;
    const question = shared.get(item.use);
    if (question === undefined) trouble(`ask.${index}.use`, `no included block has the question ${item.use}`);
    return question === undefined ? null : borrowed(question, item);
  });
  const ownQuestions = own.filter((question) => question !== null);
  const usedHere = new Set(ownQuestions.map((question) => question.id));
  const rest = (place: Block['place']) =>
    blocks
      .filter((block) => block.place === place)
      .flatMap((block) => block.ask.filter((one) => !usedHere.has(one.id)));
  const asked = [...rest('safety'), ...rest('script'), ...ownQuestions];
  const missing = (ids: readonly string[]) =>
    [...shared.values()].filter(
      (question) => ids.includes(question.id) && !asked.includes(question) && !usedHere.has(question.id),
    );
  const screen = missing(raises.flatMap((row) => questionsOf(row.when)));
  const support = blocks
    .flatMap((block) => block.support)
    .filter((row) => !script.skip.includes(row.id))
    .flatMap((row) => (row.when === undefined ? [] : questionsOf(row.when)));
  const extra = missing(support).filter((question) => !screen.includes(question));
  const isInfo = (question: Question) =>
    question.info || question.type === 'text' || question.type === 'date';
  const stages: readonly (readonly [Stage, readonly Question[]])[] = [
    ['safety', rest('safety').filter((one) => !isInfo(one))],
    ['script', [...rest('script'), ...ownQuestions].filter((one) => !isInfo(one))],
    ['vulnerability', screen],
    ['info', [...asked.filter(isInfo), ...extra]],
  ];
  const placed = stages.flatMap(([stage, questions]) => questions.map((question) => ({ question, stage })));
  const ids = placed.map((one) => one.question.id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    trouble('ask', `the question ${id} stands there twice`);
  }
  return placed;
}

type Use = Extract<Script['ask'][number], { use: string }>;

/** A script may say which answer of a shared question is the more dangerous here: a young age for a fever, an old one for a chest. */
function borrowed(question: Question, item: Use): Question {
  const topic = item.topic === undefined ? {} : { topic: item.topic };
  if (question.type === 'yes_no' && (item.worse === 'yes' || item.worse === 'no')) {
    return { ...question, ...topic, worse: item.worse };
  }
  if (question.type === 'number' && (item.worse === 'higher' || item.worse === 'lower')) {
    return { ...question, ...topic, worse: item.worse };
  }
  return { ...question, ...topic };
}

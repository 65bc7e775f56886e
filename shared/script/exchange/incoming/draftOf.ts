// Keeps EX2, EX7. A foreign questionnaire as a draft of a script: its questions, for an author to build rules on.
import type { LocalText } from '../../../base/text.ts';
import type { Predicate } from '../../compile/predicate.ts';
import type { Lost } from '../fhirShapes.ts';
import { loss } from '../lossReasons.ts';
import { circleOf } from './circle.ts';
import { type OwnKind, type Reading, readQuestion } from './foreignQuestion.ts';
import { sayingIn } from './foreignText.ts';
import { type Named, readWhen } from './foreignWhen.ts';
import { Ledger } from './ledger.ts';
import { OwnNames, wordsOfConditions } from './ownNames.ts';
import type { ForeignItem, ForeignQuestionnaire } from './resource.ts';

export interface ImportProblem {
  readonly key: string;
  readonly message: string;
}
export type DraftMade =
  | { readonly draft: object; readonly lost: readonly Lost[] }
  | { readonly problems: readonly ImportProblem[] };

const questionsMax = 120;
const sourceId = 'fhir_questionnaire';

interface OwnQuestion {
  readonly id: string;
  readonly topic: string | null;
  readonly say: LocalText;
  readonly kind: OwnKind;
  readonly when: Predicate | null;
}
interface OwnLine {
  readonly id: string;
  readonly say: LocalText;
  readonly when: Predicate | null;
}

/** The place in the walk: what the groups around it say. */
interface Around {
  readonly topic: string | null;
  readonly when: readonly Predicate[];
}

interface Gathering extends Reading {
  readonly names: OwnNames;
  readonly topicNames: OwnNames;
  readonly before: Map<string, Named>;
  readonly questions: OwnQuestion[];
  readonly topics: { readonly id: string; readonly title: LocalText }[];
  readonly guidance: OwnLine[];
}

export function draftOf(resource: ForeignQuestionnaire, scriptId: string): DraftMade {
  const items = resource.item ?? [];
  const problems = problemsOf(items);
  if (problems.length > 0) return { problems };
  const ledger = new Ledger();
  const gathering: Gathering = {
    ledger,
    say: sayingIn(resource.language, ledger),
    contained: resource.contained,
    names: new OwnNames('q', wordsOfConditions),
    topicNames: new OwnNames('t'),
    before: new Map(),
    questions: [],
    topics: [],
    guidance: [],
  };
  for (const [index, item] of items.entries())
    gather(item, `item[${index}]`, { gathering, topic: null, when: [] });
  const { questions } = gathering;
  if (questions.length === 0)
    return { problems: [{ key: 'item', message: 'has no question a script can ask' }] };
  if (questions.length > questionsMax) {
    const message = `has ${questions.length} questions; a script has at most ${questionsMax}`;
    return { problems: [{ key: 'item', message }] };
  }
  const draft = makeDraft(resource, scriptId, gathering);
  return { draft, lost: [...ledger.account(resource), decisionLost] };
}

const decisionLost: Lost = { path: '', reasons: [loss.noDecision] };

function problemsOf(items: readonly ForeignItem[]): ImportProblem[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const visit = (item: ForeignItem): void => {
    if (seen.has(item.linkId)) twice.add(item.linkId);
    seen.add(item.linkId);
    item.item?.forEach(visit);
  };
  items.forEach(visit);
  const doubled = [...twice].map((linkId) => ({ key: `linkId ${linkId}`, message: 'names two items' }));
  if (doubled.length > 0) return doubled;
  const circle = circleOf(items);
  if (circle === null) return [];
  return [{ key: 'enableWhen', message: `goes round in a circle: ${circle.join(' → ')}` }];
}

type Walking = Around & { readonly gathering: Gathering };

function gather(item: ForeignItem, path: string, walking: Walking): void {
  const { gathering } = walking;
  const { ledger, say } = gathering;
  const own = readWhen(item, path, gathering);
  const when = own === null ? walking.when : [...walking.when, own];
  const saying = { text: item.text, extensions: item._text?.extension, path: `${path}.text` };
  let topic = walking.topic;
  if (item.type === 'group') {
    ledger.keep(`${path}.linkId`);
    ledger.keep(`${path}.type`);
    if (item.text !== undefined) {
      topic = gathering.topicNames.make(item.linkId);
      gathering.topics.push({ id: topic, title: say({ ...saying, otherwise: item.linkId }) });
    }
  } else if (item.type === 'display') {
    const id = gathering.names.make(item.linkId);
    noteName(ledger, path, { linkId: item.linkId, id });
    ledger.keep(`${path}.type`);
    gathering.guidance.push({ id, say: say({ ...saying, otherwise: item.linkId }), when: joined(when) });
  } else gatherQuestion(item, path, { ...walking, when });
  if (item.type !== 'group' && item.item !== undefined)
    ledger.lose(`${path}.item`, loss.askedOnce(item.linkId));
  for (const [index, child] of (item.item ?? []).entries())
    gather(child, `${path}.item[${index}]`, { gathering, topic, when });
}

function gatherQuestion(item: ForeignItem, path: string, { gathering, topic, when }: Walking): void {
  const { ledger, say } = gathering;
  const read = readQuestion(item, path, gathering);
  if (read === null) return;
  const id = gathering.names.make(item.linkId);
  noteName(ledger, path, { linkId: item.linkId, id });
  const otherwise = item.code?.find((one) => one.display !== undefined)?.display ?? item.linkId;
  const text = say({ text: item.text, extensions: item._text?.extension, path: `${path}.text`, otherwise });
  gathering.questions.push({ id, topic, say: text, kind: read.kind, when: joined(when) });
  gathering.before.set(item.linkId, { ...read, id });
}

function noteName(ledger: Ledger, path: string, { linkId, id }: { linkId: string; id: string }): void {
  if (linkId === id) ledger.keep(`${path}.linkId`);
  else ledger.lose(`${path}.linkId`, loss.renamed(linkId, id));
}

function joined(when: readonly Predicate[]): Predicate | null {
  const [only] = when;
  if (only === undefined) return null;
  return when.length === 1 ? only : { all: when };
}

function makeDraft(resource: ForeignQuestionnaire, scriptId: string, gathering: Gathering): object {
  const { ledger, say, questions, topics, guidance } = gathering;
  const otherwise = resource.name ?? resource.url ?? scriptId;
  const title = say({
    text: resource.title,
    extensions: resource._title?.extension,
    path: 'title',
    otherwise,
  });
  const used = new Set(questions.map((one) => one.topic));
  return {
    id: scriptId,
    version: 1,
    status: 'draft',
    area: 'health',
    title,
    keywords: { fi: [title.fi.slice(0, 60)], sv: [title.sv.slice(0, 60)], en: [title.en.slice(0, 60)] },
    sources: [sourceOf(resource, ledger)],
    topics: topics.filter((one) => used.has(one.id)),
    ask: questions.map(({ id, topic, say: text, kind, when }) => ({
      id,
      ...kind,
      info: true,
      ...(topic === null ? {} : { topic }),
      ...(when === null ? {} : { when }),
      say: text,
    })),
    decide: [
      {
        to: 'nurse_2h',
        because: {
          fi: 'Sääntöjä ei ole vielä kirjoitettu.',
          sv: 'Reglerna är inte skrivna ännu.',
          en: 'No rules have been written yet.',
        },
        source: sourceId,
      },
    ],
    guidance: guidance.map(({ id, say: text, when }) => ({
      id,
      ...(when === null ? {} : { when }),
      say: text,
    })),
    notes: notesOf(resource, ledger),
  };
}

function sourceOf(resource: ForeignQuestionnaire, ledger: Ledger): object {
  const { url, version, name } = resource;
  for (const key of ['resourceType', 'url', 'version', 'name', 'language'] as const)
    if (resource[key] !== undefined) ledger.keep(key);
  const words = ['FHIR R4 Questionnaire', name, url, version].filter((one) => one !== undefined).join(' ');
  const isAddress = url !== undefined && /^https?:\/\/[^\s|]+$/.test(url);
  return { id: sourceId, mark: 'know', title: words.slice(0, 900), ...(isAddress ? { url } : {}) };
}

function notesOf(resource: ForeignQuestionnaire, ledger: Ledger): object[] {
  return (['description', 'copyright'] as const).flatMap((key) => {
    const text = resource[key]?.replace(/\s+/g, ' ').trim().slice(0, 900);
    if (text === undefined || text === '') return [];
    ledger.keep(key);
    if ((resource[key]?.length ?? 0) > 900) ledger.lose(key, loss.endCut);
    return [{ mark: 'local', text: `${key}: ${text}` }];
  });
}

import { sha256 } from '../../shared/base/sha256.ts';
import { fieldValue } from '../../shared/domain/field/field.ts';
import type { QueryName } from '../../shared/protocol/deskProtocol.ts';
import type {
  ClientRow,
  ClientView,
  ContactRow,
  ContactView,
  ScriptRow,
} from '../../shared/protocol/deskViews.ts';
import type { FakeState } from './fakeState.ts';
import { sourceOf } from './library/fakeLibrary.ts';
import { outboxOf } from './storyOutbox.ts';

type Args = Readonly<Record<string, unknown>>;
type Answering = (state: FakeState, args: Args) => unknown;

const answers: Readonly<Record<QueryName, Answering>> = {
  'session.current': (state) => state.session,
  'sync.status': (state) => state.sync,
  'desk.preferences': (state) => state.preferences,
  'desk.units': (state) => state.units,
  'desk.drafts': () => [],
  'desk.repairs': (state) => state.repairs ?? [],
  'presence.list': (state) => state.presence,
  'refusal.list': (state) => state.sync.refused,
  'outbox.list': (state) => outboxOf(state),
  'contact.get': (state, args) => state.contacts.find((one) => one.contactId === args.contactId),
  'contact.earlier': () => [],
  'contact.scripts': (state) => state.scripts,
  'contact.list': (state, args) =>
    state.contacts
      .map((one) => rowOf(state, one))
      .filter((row) => {
        if (args.phase === 'open') return row.phase === 'talking' || row.phase === 'wrappingUp';
        return args.phase === undefined || args.phase === 'all' || row.phase === args.phase;
      }),
  'client.search': (state, args) => {
    const text = String(args.text).toLowerCase();
    return state.clients.filter((one) => haystack(one).includes(text)).map(clientRow);
  },
  'client.revision': (state, args) => {
    const found = state.clients.find((one) => one.clientId === args.clientId);
    return found === undefined ? { refused: 'notFound' } : { revision: sha256(JSON.stringify(found)) };
  },
  'plan.get': (state, args) =>
    state.plans.find((one) => one.planId === args.planId) ?? { refused: 'notFound' },
  'handoff.get': (state, args) => state.handoffs.find((one) => one.handoffId === args.handoffId),
  'handoff.list': (state) => state.handoffs,
  'script.list': (state) => state.scripts.map(scriptRow),
  'script.search': (state, args) => {
    const text = String(args.text).toLowerCase();
    return state.scripts.map(scriptRow).filter((row) => row.title.fi.toLowerCase().includes(text));
  },
  'script.get': (state, args) => state.scripts.find((one) => one.id === args.scriptId),
  'disposition.list': (state) => state.dispositions,
  'script.cost': () => [],
  'script.library': (state) => state.library,
  'script.source': (state, args) => sourceOf(state, args),
  'script.draftSource': (state, args) => sourceOf(state, args),
};

/** The canned answer, or undefined when there is no such record. */
export function answerQuery(state: FakeState, name: QueryName, args: Args): unknown {
  return answers[name](state, args);
}

function haystack(client: ClientView): string {
  const values = [client.familyName, client.givenNames, client.identityCode, client.phone, client.birthDate];
  return values
    .map((one) => fieldValue<string | null>(one) ?? '')
    .join(' ')
    .toLowerCase();
}

function nameOf(client: ClientView): string {
  return `${fieldValue(client.familyName) ?? ''} ${fieldValue(client.givenNames) ?? ''}`.trim();
}

function clientRow(client: ClientView): ClientRow {
  const code = fieldValue(client.identityCode) ?? null;
  return {
    clientId: client.clientId,
    name: nameOf(client),
    birthDate: fieldValue(client.birthDate) ?? null,
    identityCode: code === null ? null : `${code.slice(0, 7)}••••`,
    municipality: fieldValue(client.municipality) ?? null,
    nonDisclosure: fieldValue(client.nonDisclosure) === true,
  };
}

function scriptRow({ id, version, area, status, title }: Omit<ScriptRow, 'withdrawn'>): ScriptRow {
  return { id, version, area, status, title, withdrawn: null };
}

export function rowOf(state: FakeState, one: ContactView): ContactRow {
  const link = fieldValue(one.client);
  const client =
    link?.kind === 'identified' ? state.clients.find((each) => each.clientId === link.clientId) : undefined;
  return {
    contactId: one.contactId,
    phase: one.phase,
    unit: one.unit,
    channel: one.channel,
    openedAt: one.openedAt,
    answeredBy: one.answeredBy,
    closedAt: one.closedAt,
    reason: fieldValue(one.reason) ?? '',
    language: fieldValue(one.language) ?? 'fi',
    callerNumber: one.callerNumber,
    clientName: client === undefined ? null : nameOf(client),
    nonDisclosure: client !== undefined && fieldValue(client.nonDisclosure) === true,
    scriptId: one.assessment?.scriptId ?? null,
    disposition: one.assessment?.view.proposal?.disposition ?? null,
    assessments: one.assessed.map(({ scriptId, urgency }) => ({
      scriptId,
      disposition: urgency.disposition,
    })),
    disputed: false,
    pending: one.signs.pending,
  };
}

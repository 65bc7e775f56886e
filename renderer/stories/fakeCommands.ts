import type { ContactView, HandoffView } from '../../shared/protocol/deskViews.ts';
import { callActs } from './call/callCommands.ts';
import type { FakeState } from './fakeState.ts';
import { libraryActs } from './library/fakeLibrary.ts';
import { ago, client, field, laine } from './storyPeople.ts';
import { contact, note } from './storyRecords.ts';

type Args = Readonly<Record<string, unknown>>;
type Acting = (state: FakeState, args: Args) => { readonly state: FakeState; readonly result: unknown };
const justNow = () => ago(0);

function onContact(edit: (contact: ContactView, args: Args) => ContactView): Acting {
  return (state, args) => {
    const contacts = state.contacts.map((one) =>
      one.contactId === args.contactId
        ? { ...edit(one, args), signs: { pending: one.signs.pending, savedAt: justNow(), regionAt: null } }
        : one,
    );
    const result = contacts.find((one) => one.contactId === args.contactId);
    return { state: { ...state, contacts, sync: { ...state.sync, lastSavedAt: justNow() } }, result };
  };
}

function onHandoff(edit: (handoff: HandoffView, args: Args) => HandoffView): Acting {
  return (state, args) => {
    const handoffs = state.handoffs.map((one) => (one.handoffId === args.handoffId ? edit(one, args) : one));
    return {
      state: { ...state, handoffs },
      result: handoffs.find((one) => one.handoffId === args.handoffId),
    };
  };
}

function me(state: FakeState) {
  const { session } = state.session;
  return session === null
    ? laine
    : { user: session.user, role: session.role, unit: session.unit, desk: session.desk };
}

/** The few commands that stories need to be walked through by hand. Others answer with their arguments. */
const acts: Readonly<Record<string, Acting>> = {
  ...callActs,
  ...libraryActs,
  'desk.setPreferences': (state, args) => {
    const preferences = { ...state.preferences, ...args };
    return { state: { ...state, preferences }, result: preferences };
  },
  'session.signIn': (state) => ({ state, result: state.session }),
  'session.signOut': (state) => {
    const session = { ...state.session, session: null, mode: 'signedOut' as const };
    return { state: { ...state, session }, result: session };
  },
  'refusal.dismiss': (state, args) => {
    const refused = state.sync.refused.filter((one) => one.opId !== args.opId);
    return { state: { ...state, sync: { ...state.sync, refused } }, result: args };
  },
  'contact.open': (state, args) => {
    const opened = contact(`contact_new${state.contacts.length}`, {
      answeredBy: me(state),
      answeredAt: justNow(),
      openedAt: justNow(),
      reason: [],
      callerNumber: typeof args.callerNumber === 'string' ? args.callerNumber : null,
    });
    const contacts = [opened, ...state.contacts];
    return { state: { ...state, contacts }, result: { contactId: opened.contactId } };
  },
  'contact.answer': (state, args) =>
    onContact((one) => ({ ...one, phase: 'talking', answeredBy: me(state), answeredAt: justNow() }))(
      state,
      args,
    ),
  'contact.setReason': onContact((one, args) => ({ ...one, reason: field(String(args.text)) })),
  'contact.addNote': onContact((one, args) => ({
    ...one,
    noteCount: one.noteCount + 1,
    notes: [
      ...one.notes,
      note(`n${one.noteCount + 1}`, String(args.text), { at: justNow(), atRegion: false }),
    ],
  })),
  'contact.linkClient': onContact((one, args) => ({
    ...one,
    client: field(args.client as Extract<ContactView['client'][number]['value'], object>),
  })),
  'contact.takeEmergencyStep': onContact((one, args) => ({
    ...one,
    emergencySteps: [
      ...one.emergencySteps,
      {
        step: args.step as ContactView['emergencySteps'][number]['step'],
        at: justNow(),
        by: laine,
      },
    ],
  })),
  'contact.startWrapUp': onContact((one) => ({ ...one, phase: 'wrappingUp' })),
  'contact.resume': onContact((one) => ({ ...one, phase: 'talking' })),
  'contact.close': onContact((one) => ({ ...one, phase: 'closed', closedAt: justNow() })),
  'client.view': (state, args) => {
    const found = state.clients.find((one) => one.clientId === args.clientId);
    if (found === undefined || args.reveal !== true) return { state, result: found };
    const shown = {
      ...found,
      masked: [],
      phone: field<string | null>('040 555 0199'),
      address: field<string | null>('Satamatie 3, 48100 Kotka'),
      municipality: field<string | null>('285'),
    };
    return { state, result: shown };
  },
  'client.register': (state, args) => {
    const clientId = `client_new${state.clients.length}`;
    const named = client(clientId, {
      familyName: field(String(args.familyName)),
      givenNames: field(String(args.givenNames)),
      alerts: {},
    });
    return { state: { ...state, clients: [...state.clients, named] }, result: { clientId } };
  },
  'handoff.take': (state, args) =>
    onHandoff((one) => ({
      ...one,
      phase: 'taken',
      holder: me(state),
      takenAt: justNow(),
      readBack: typeof args.readBack === 'string' ? args.readBack : null,
      ownTake: state.sync.connected ? 'confirmed' : 'waiting',
    }))(state, args),
  'handoff.addNote': onHandoff((one, args) => ({
    ...one,
    notes: [
      ...one.notes,
      note(`h${one.notes.length}`, String(args.text), { at: justNow(), atRegion: false }),
    ],
  })),
  'handoff.finish': onHandoff((one) => ({ ...one, phase: 'done', endedAt: justNow() })),
  'handoff.return': onHandoff((one, args) => ({
    ...one,
    phase: 'returned',
    endedAt: justNow(),
    returnReason: String(args.reason),
  })),
};

const claims: ReadonlySet<string> = new Set(['contact.answer', 'handoff.take']);
const harmless: ReadonlySet<string> = new Set([
  'desk.setPreferences',
  'desk.keepDraft',
  'client.view',
  'session.signIn',
]);

export type FakeOutcome =
  | { readonly kind: 'done'; readonly state: FakeState; readonly result: unknown }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed' };

export function runFake(state: FakeState, name: string, args: Args): FakeOutcome {
  if (state.failWith !== null && !harmless.has(name)) return { kind: 'failed' };
  if (state.refuseClaims && claims.has(name)) return { kind: 'refused' };
  const act = acts[name] ?? ((same: FakeState) => ({ state: same, result: args }));
  return { kind: 'done', ...act(state, args) };
}

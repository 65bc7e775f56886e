import type { Actor } from '../../shared/domain/field/field.ts';
import type { ContactView, SessionView } from '../../shared/protocol/deskViews.ts';
import type { DeskSeen } from '../../shared/protocol/regionProtocol.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';
import { callDispositions } from './call/callScript.ts';
import { callStates } from './call/callStates.ts';
import type { FakeState } from './fakeState.ts';
import { libraryStates } from './library/fakeLibrary.ts';
import { heino } from './library/libraryRecords.ts';
import { ago, clients, field, laine, nieminen, salo, sessionOf, units, virta } from './storyPeople.ts';
import { contact, handoffs, linked, note, offline, refusedTake, ringing, sync } from './storyRecords.ts';

const signedIn = (session: Session): SessionView => ({
  session,
  mode: 'online',
  needs: 'nothing',
  knownUsers: ['nurse.laine', 'nurse.virta'],
  keyCustody: 'passphrase',
  runtime: 'dev',
});
const nurse = signedIn(sessionOf(laine, 'Laine Sanna', 'nurse'));
const coordinator = signedIn(sessionOf(salo, 'Salo Mikko', 'coordinator'));
const koski: Actor = { user: 'supervisor.koski', role: 'supervisor', unit: 'unit_health', desk: 'desk-s' };
const lead = signedIn(sessionOf(heino, 'Heino Eero', 'clinical_lead'));
const supervisor = signedIn(sessionOf(koski, 'Koski Anna', 'supervisor'));

function seen(by: Actor, name: string, given: Partial<DeskSeen> = {}): DeskSeen {
  return {
    desk: by.desk,
    user: by.user,
    name,
    unit: by.unit,
    role: by.role,
    state: 'ready',
    contactId: null,
    pending: 0,
    since: ago(640),
    connected: true,
    ...given,
  };
}

export const going: ContactView = contact('contact_going', {
  client: linked('client_kivela'),
  notes: [
    note('n1', 'Puristava kipu aamusta, säteilee vasempaan käteen.'),
    note('n2', 'Nitro otettu klo 13.40, ei apua.', { atRegion: false, at: ago(20) }),
  ],
  noteCount: 2,
});

const calm: FakeState = {
  session: nurse,
  preferences: { language: 'fi', theme: 'light', fontScale: 100 },
  sync: sync(),
  units,
  presence: {
    at: ago(3),
    desks: [
      seen(laine, 'Laine Sanna', { state: 'casework' }),
      seen(virta, 'Virta Outi', { state: 'talking', since: ago(1_330) }),
      seen(nieminen, 'Nieminen Ella', { state: 'wrappingUp', since: ago(95), pending: 3, connected: false }),
      seen(salo, 'Salo Mikko', { state: 'break', desk: 'desk-d', since: ago(2_400) }),
    ],
  },
  contacts: [
    contact('contact_draft', {
      phase: 'wrappingUp',
      openedAt: ago(4_000),
      answeredAt: ago(3_960),
      reason: field('Lapsella kuumetta toista päivää'),
      client: linked('client_soder', 'stated'),
      language: field<'fi' | 'sv' | 'en' | 'other'>('sv'),
      signs: { pending: 2, savedAt: ago(3_000), regionAt: null },
    }),
  ],
  clients,
  handoffs,
  plans: [],
  scripts: [],
  dispositions: callDispositions,
  library: [],
  sources: [],
  failWith: null,
  refuseClaims: false,
  silent: false,
};

const offers = [
  ringing('contact_r1', 42),
  ringing('contact_r2', 18, {
    language: field<'fi' | 'sv' | 'en' | 'other'>('sv'),
    callerNumber: '040 555 0177',
  }),
];
const masked = { ...going, client: linked('client_masked') };
const signedOut: SessionView = { ...nurse, session: null, mode: 'signedOut', needs: 'password' };

/** Each screen in its conditions; `?story=<name>` opens one. */
export const storyStates: Readonly<Record<string, FakeState>> = {
  ...callStates(calm, going),
  ...libraryStates({ ...calm, session: lead, contacts: [] }),
  ready: calm,
  empty: { ...calm, contacts: [] },
  offers: { ...calm, contacts: [...offers, ...calm.contacts] },
  call: { ...calm, contacts: [going, ...offers] },
  callOffline: {
    ...calm,
    contacts: [{ ...going, signs: { pending: 4, savedAt: ago(4), regionAt: null } }],
    sync: offline,
  },
  unidentified: { ...calm, contacts: [{ ...going, client: [] }] },
  masked: { ...calm, contacts: [masked] },
  wrapUp: { ...calm, contacts: [{ ...going, phase: 'wrappingUp' }] },
  diskFull: { ...calm, contacts: [going], failWith: 'diskFull' },
  signIn: { ...calm, session: signedOut },
  firstStart: { ...calm, session: { ...signedOut, knownUsers: [] }, sync: offline },
  silent: { ...calm, silent: true },
  board: { ...calm, session: supervisor, contacts: [going, ...offers, ...calm.contacts] },
  boardStale: {
    ...calm,
    session: supervisor,
    contacts: [going, ...offers],
    sync: offline,
    presence: { ...calm.presence, at: ago(185) },
  },
  boardEmpty: { ...calm, session: supervisor, contacts: [] },
  handoffs: { ...calm, session: coordinator, contacts: [going], sync: refusedTake },
  handoffsEmpty: { ...calm, session: coordinator, contacts: [], handoffs: [] },
  handoffsOffline: { ...calm, session: coordinator, contacts: [going], sync: offline },
  longAway: { ...calm, contacts: [going], sync: { ...offline, dataAt: ago(3 * 86_400) } },
  catchingUp: {
    ...calm,
    sync: sync({ catchingUp: true, dataAt: ago(3 * 86_400), progress: { done: 1_200, of: 5_000 } }),
  },
  repaired: {
    ...calm,
    repairs: [{ at: ago(600), saved: 14, missing: 2, counted: false, seen: null }],
  },
  maintenance: { ...calm, sync: sync({ maintenance: { from: ago(-3_600), until: ago(-5_400) } }) },
  refused: { ...calm, sync: refusedTake, refuseClaims: true, contacts: offers },
};

import type { ClientLink } from '../../shared/domain/contact/contact.ts';
import type { ContactView, HandoffView, NoteView, SyncStatus } from '../../shared/protocol/deskViews.ts';
import { aalto, ago, field, laine, nieminen, salo } from './storyPeople.ts';

export function note(opId: string, text: string, given: Partial<NoteView> = {}): NoteView {
  return { opId, text, by: laine, at: ago(60), atRegion: true, ...given };
}

export function contact(contactId: string, given: Partial<ContactView> = {}): ContactView {
  return {
    id: contactId,
    contactId,
    unit: 'unit_health',
    sharedWith: [],
    channel: 'PHONE_IN',
    callerNumber: '040 555 0123',
    language: field<'fi' | 'sv' | 'en' | 'other'>('fi'),
    phase: 'talking',
    openedAt: ago(310),
    answeredBy: laine,
    answeredAt: ago(272),
    reason: field('Puristaa rintaa aamusta asti'),
    client: [],
    assessments: [],
    emergencySteps: [],
    noteCount: 0,
    outcome: [],
    planId: null,
    closedAt: null,
    closedBy: null,
    notes: [],
    assessment: null,
    assessed: given.assessment == null ? [] : [given.assessment],
    urgency: null,
    signs: { pending: 0, savedAt: ago(20), regionAt: ago(20) },
    ...given,
  };
}

export function ringing(contactId: string, seconds: number, given: Partial<ContactView> = {}): ContactView {
  return contact(contactId, {
    phase: 'ringing',
    openedAt: ago(seconds),
    answeredBy: null,
    answeredAt: null,
    reason: [],
    ...given,
  });
}

export function linked(clientId: string, certainty: 'stated' | 'verified' = 'verified') {
  const link: ClientLink = { kind: 'identified', clientId, certainty };
  return field<ClientLink>(link);
}

export function handoff(handoffId: string, given: Partial<HandoffView> = {}): HandoffView {
  return {
    id: handoffId,
    handoffId,
    contactId: 'contact_going',
    clientId: 'client_kivela',
    planId: null,
    fromUnit: 'unit_health',
    toUnit: 'unit_coordination',
    disposition: 'same_day',
    sbar: {
      situation: 'Kotona asuva, voimat heikentyneet viikossa. Ei pääse yksin ylös sängystä.',
      background: '74 v. Varfariini. Kaatunut kerran. Tytär käy kahdesti viikossa.',
      assessment: [
        'Ei hätää nyt. Kotona pärjääminen arvioitava tänään.',
        ...Array.from({ length: 14 }, (_, at) => `Kysymys ${at + 1}: vastaus kirjattu puhelun aikana.`),
      ].join('\n'),
      recommendation: 'Kotikäynti tai tilapäinen kotihoito tänään. Soita tyttärelle.',
    },
    offeredBy: laine,
    offeredAt: ago(1_200),
    phase: 'offered',
    holder: null,
    takenAt: null,
    readBack: null,
    endedAt: null,
    returnReason: null,
    noteCount: 0,
    notes: [],
    signs: { pending: 0, savedAt: ago(1_200), regionAt: ago(1_200) },
    clientName: 'Kivelä Aino',
    nonDisclosure: false,
    ownTake: 'none',
    refusal: null,
    ...given,
  };
}

export const handoffs: readonly HandoffView[] = [
  handoff('handoff_1'),
  handoff('handoff_2', {
    disposition: 'within_24h',
    clientName: 'Lehto Petra',
    clientId: 'client_masked',
    nonDisclosure: true,
    offeredAt: ago(5_400),
    offeredBy: nieminen,
    fromUnit: 'unit_social',
  }),
  handoff('handoff_3', {
    disposition: 'assessment_7wd',
    clientName: 'Söderholm Karl',
    clientId: 'client_soder',
    phase: 'taken',
    holder: salo,
    takenAt: ago(900),
    ownTake: 'waiting',
    readBack: 'Palvelutarpeen arvio, ruotsinkielinen työntekijä.',
    offeredAt: ago(9_000),
    notes: [note('n1', 'Soitettu, ei vastausta. Uusi yritys klo 15.', { by: salo, atRegion: false })],
  }),
  handoff('handoff_4', {
    disposition: 'same_day',
    clientName: null,
    clientId: null,
    phase: 'taken',
    holder: aalto,
    takenAt: ago(700),
    ownTake: 'refused',
    refusal: {
      opId: 'op-r1',
      type: 'handoff.taken',
      record: { kind: 'handoff', id: 'handoff_4' },
      reason: 'alreadyTaken',
      by: { user: 'coordinator.aalto', desk: 'desk-e' },
      at: ago(700),
      madeAt: ago(650),
    },
  }),
  handoff('handoff_5', { phase: 'done', holder: aalto, takenAt: ago(20_000), endedAt: ago(9_000) }),
];

export function sync(given: Partial<SyncStatus> = {}): SyncStatus {
  return {
    connected: true,
    pending: 0,
    acknowledged: 412,
    deskId: 'desk-a',
    regionUrl: 'http://127.0.0.1:7400',
    link: 'up',
    linkCode: null,
    lastSavedAt: ago(12),
    lastAcknowledgedAt: ago(11),
    lastHeardAt: ago(2),
    skewMs: 40,
    catchingUp: false,
    progress: null,
    dataAt: ago(2),
    maintenance: null,
    refused: [],
    deadLetters: 0,
    parked: 0,
    ...given,
  };
}

export const offline = sync({
  connected: false,
  link: 'waiting',
  linkCode: 'regionUnreachable',
  pending: 4,
  lastAcknowledgedAt: ago(190),
  lastHeardAt: ago(185),
});

export const refusedTake = sync({
  refused: [
    {
      opId: 'op-r1',
      type: 'handoff.taken',
      record: { kind: 'handoff', id: 'handoff_4' },
      reason: 'alreadyTaken',
      by: { user: 'coordinator.aalto', desk: 'desk-e' },
      at: ago(700),
      madeAt: ago(650),
    },
  ],
});

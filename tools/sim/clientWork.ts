// What people do with the clients of the whole region: records of a scope that every desk has beside its own.
import type { Client } from '../../shared/domain/client/client.ts';
import type { ClientRow, ClientView } from '../../shared/protocol/deskViews.ts';
import {
  type Act,
  anyContact,
  anyOf,
  anyOfOldest,
  type Doing,
  done,
  glanceContact,
  versionsOf,
} from './doing.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { Reply, SimDesk } from './world/simDesk.ts';

const familyName = 'Malli';
const fields = ['familyName', 'givenNames', 'address'] as const;

function anyClient(desk: SimDesk, random: SeededRandom): ClientRow | undefined {
  const rows = (desk.query('client.search', { text: familyName, limit: 50 }) ?? []) as ClientRow[];
  return anyOfOldest(random, rows, (row) => row.clientId);
}

/** Looking at a record is an entry of its own, in a log that no other desk is sent. */
function view(desk: SimDesk, { clientId }: ClientRow): ClientView | null {
  const reply = desk.command('client.view', { clientId });
  return reply.kind === 'result' ? (reply.result as ClientView) : null;
}

export function register(desk: SimDesk, givenNames: string): Reply {
  return desk.command('client.register', {
    familyName,
    givenNames,
    identityCode: null,
    birthDate: null,
    language: 'fi',
    interpreter: false,
    phone: null,
    address: null,
    municipality: null,
    nonDisclosure: false,
    allergies: 'notRecorded',
  });
}

export const registerClient: Doing = (desk, _random, text) => done('register', register(desk, text));

export const viewClient: Doing = (desk, random) => {
  const row = anyClient(desk, random);
  return row === undefined ? null : done('view', desk.command('client.view', { clientId: row.clientId }));
};

export const editClient: Doing = (desk, random, text) => {
  const row = anyClient(desk, random);
  const shown = row === undefined ? null : desk.glance(row.clientId, random, () => view(desk, row));
  if (shown === null) return null;
  const field = random.pick(fields);
  const value = field === 'familyName' ? `${familyName} ${text}` : text;
  const seen = versionsOf((shown as Client)[field]);
  const { clientId } = shown;
  return done('editClient', desk.command('client.setField', { clientId, edit: { field, value } }, seen));
};

function listMedicine(
  desk: SimDesk,
  { clientId, medicines = {} }: ClientView,
  { random, text }: { readonly random: SeededRandom; readonly text: string },
): Act {
  const medicineId = anyOf(random, Object.keys(medicines));
  return medicineId === undefined || random.chance(0.6)
    ? done('medicine', desk.command('client.addMedicine', { clientId, kind: 'anticoagulant', text }))
    : done('noMedicine', desk.command('client.removeMedicine', { clientId, medicineId, reason: text }));
}

export const listOnClient: Doing = (desk, random, text) => {
  const row = anyClient(desk, random);
  const shown = row === undefined ? null : view(desk, row);
  if (shown === null) return null;
  const { clientId } = shown;
  if (random.chance(0.4)) return listMedicine(desk, shown, { random, text });
  const alertId = anyOf(random, Object.keys(shown.alerts));
  return alertId === undefined || random.chance(0.6)
    ? done('alert', desk.command('client.addAlert', { clientId, kind: 'risk', text }))
    : done('unalert', desk.command('client.removeAlert', { clientId, alertId, reason: text }));
};

export const linkClient: Doing = (desk, random) => {
  const row = anyClient(desk, random);
  const contact = anyContact(desk, random);
  if (row === undefined || contact === undefined) return null;
  const { contactId } = contact;
  const view = glanceContact(desk, random, contactId);
  const client = { kind: 'identified', clientId: row.clientId, certainty: 'stated' };
  // What one client's record knew goes with that client, and what the other's knows comes.
  const answers = (view?.assessments ?? []).flatMap((one) => Object.values(one.answers).flat());
  const seen = versionsOf([...(view?.client ?? []), ...answers]);
  return done('link', desk.command('contact.linkClient', { contactId, client }, seen));
};

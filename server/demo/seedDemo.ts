import { hashPassword } from '../../platform/argon2id.ts';
import type { RandomSource } from '../../platform/ids.ts';
import type { RegionStore } from '../store/regionStore.ts';
import { type DemoClient, demoClients } from './clients.ts';
import { demoPassword, demoPeople, demoUnitIds, demoUnits } from './people.ts';
import { openSystemDesk, type SystemDeskParts, type SystemFact } from './systemDesk.ts';

const saltBytes = 16;

/** Units and people of the demo. Known users are left as they are, so a start costs no hashing twice. */
export async function seedPeople(store: RegionStore, random: RandomSource): Promise<void> {
  for (const unit of demoUnitIds) await store.saveUnit(unit, demoUnits[unit]);
  const missing = await Promise.all(
    demoPeople.map(async (person) => ((await store.getUser(person.user)) === undefined ? person : null)),
  );
  await Promise.all(
    missing.map(async (person) => {
      if (person === null) return;
      const passwordHash = await hashPassword(demoPassword, random.bytes(saltBytes));
      await store.saveUser({ ...person, passwordHash });
    }),
  );
}

/** Clients of the demo, registered once: as ops, like any other. */
export async function seedClients(parts: SystemDeskParts): Promise<void> {
  const register = 'register';
  const { highWater } = await parts.store.getDesk(register);
  if (highWater > 0) return;
  const desk = await openSystemDesk(register, parts);
  await desk.author(demoClients.flatMap(registration));
  // Another source that never saw the first: the record keeps both until a person chooses.
  const other = await openSystemDesk('register-other', parts);
  await other.author(
    demoClients
      .filter((client) => client.allergiesDisputed)
      .map(({ id }) => fact(id, 'client.fieldSet', { field: 'allergies', value: 'listed' })),
  );
  desk.close();
  other.close();
}

function registration({ id, registration: body, alerts, conditions, medicines }: DemoClient): SystemFact[] {
  return [
    fact(id, 'client.registered', body),
    ...alerts.map((alert, at) => fact(id, 'client.alertAdded', { alertId: `a${at + 1}`, ...alert })),
    ...conditions.map((one, at) => fact(id, 'client.conditionAdded', { conditionId: `c${at + 1}`, ...one })),
    ...medicines.map((one, at) => fact(id, 'client.medicineAdded', { medicineId: `m${at + 1}`, ...one })),
  ];
}

function fact(id: string, type: string, body: unknown): SystemFact {
  return { unit: 'unit_coordination', record: { kind: 'client', id }, type, body };
}

// Keeps CL1–CL4, CF5.
import { z } from 'zod';
import { own } from '../../base/own.ts';
import { filledText, freeText, lineCharsMax, shortCharsMax } from '../../base/text.ts';
import { type Fact, type FactStamp, fact } from '../fact.ts';
import { writeField } from '../field/field.ts';
import { alertKinds, type Client, conditionKinds, type ListedFact, medicineKinds } from './client.ts';
import { parseIdentityCode } from './identityCode.ts';

const isoDate = z.iso.date();
const name = filledText(shortCharsMax);
const identityCode = z
  .string()
  .max(11)
  .refine((text) => parseIdentityCode(text) !== null, 'identityCodeInvalid');
const phone = freeText(40);
const fieldShapes = {
  familyName: name,
  givenNames: name,
  identityCode: identityCode.nullable(),
  birthDate: isoDate.nullable(),
  language: freeText(20),
  interpreter: z.boolean(),
  phone: phone.nullable(),
  address: freeText(shortCharsMax).nullable(),
  municipality: z
    .string()
    .regex(/^\d{3}$/)
    .nullable(),
  nonDisclosure: z.boolean(),
  allergies: z.enum(['none', 'listed', 'notRecorded']),
};
export const clientRegistration = z.strictObject(fieldShapes);
export type ClientRegistration = z.infer<typeof clientRegistration>;
export type ClientFieldName = keyof typeof fieldShapes;

function editOf<Name extends ClientFieldName>(field: Name) {
  return z.strictObject({ field: z.literal(field), value: fieldShapes[field] });
}
export const clientFieldEdit = z.discriminatedUnion('field', [
  editOf('familyName'),
  editOf('givenNames'),
  editOf('identityCode'),
  editOf('birthDate'),
  editOf('language'),
  editOf('interpreter'),
  editOf('phone'),
  editOf('address'),
  editOf('municipality'),
  editOf('nonDisclosure'),
  editOf('allergies'),
]);
const alertId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
const listedId = alertId;

type Listed<One> = Readonly<Record<string, One>>;

/** Each entry has an id of its own, so what two desks add apart stands side by side. */
function added<Kind extends string>(
  list: Listed<ListedFact<Kind>> | undefined,
  stamp: FactStamp,
  entry: Pick<ListedFact<Kind>, 'id' | 'kind' | 'text'>,
): Listed<ListedFact<Kind>> {
  return { ...list, [entry.id]: { ...entry, addedBy: stamp.by, addedAt: stamp.at } };
}

/** Only the entry that was named goes: nobody takes away what they have not seen. */
function without<One>(list: Listed<One> | undefined, id: string): Listed<One> {
  const { [id]: _removed, ...rest } = list ?? {};
  return rest;
}

function lackedEntry(list: Listed<unknown> | undefined, id: string): string | null {
  return own(list ?? {}, id) === undefined ? id : null;
}

export const clientFacts = {
  'client.registered': fact('client', clientRegistration, {
    creates: 'once',
    apply: (_none: Client, stamp, body) => ({
      id: stamp.record.id,
      familyName: writeField(undefined, stamp, body.familyName),
      givenNames: writeField(undefined, stamp, body.givenNames),
      identityCode: writeField(undefined, stamp, body.identityCode),
      birthDate: writeField(undefined, stamp, body.birthDate),
      language: writeField(undefined, stamp, body.language),
      interpreter: writeField(undefined, stamp, body.interpreter),
      phone: writeField(undefined, stamp, body.phone),
      address: writeField(undefined, stamp, body.address),
      municipality: writeField(undefined, stamp, body.municipality),
      nonDisclosure: writeField(undefined, stamp, body.nonDisclosure),
      allergies: writeField(undefined, stamp, body.allergies),
      alerts: {},
      conditions: {},
      medicines: {},
      registeredAt: stamp.at,
    }),
  }),
  'client.fieldSet': fact('client', clientFieldEdit, {
    apply: (client: Client, stamp, body) => ({
      ...client,
      [body.field]: writeField<unknown>(client[body.field], stamp, body.value),
    }),
  }),
  'client.alertAdded': fact(
    'client',
    z.strictObject({ alertId, kind: z.enum(alertKinds), text: filledText(lineCharsMax) }),
    {
      begins: (body) => body.alertId,
      apply: (client: Client, stamp, { alertId: id, kind, text }) => ({
        ...client,
        alerts: added(client.alerts, stamp, { id, kind, text }),
      }),
    },
  ),
  'client.alertRemoved': fact('client', z.strictObject({ alertId, reason: filledText(lineCharsMax) }), {
    lacks: (client: Client, body) => lackedEntry(client.alerts, body.alertId),
    apply: (client: Client, _stamp, body) => ({ ...client, alerts: without(client.alerts, body.alertId) }),
  }),
  'client.conditionAdded': fact(
    'client',
    z.strictObject({ conditionId: listedId, kind: z.enum(conditionKinds), text: filledText(lineCharsMax) }),
    {
      begins: (body) => body.conditionId,
      apply: (client: Client, stamp, { conditionId, kind, text }) => ({
        ...client,
        conditions: added(client.conditions, stamp, { id: conditionId, kind, text }),
      }),
    },
  ),
  'client.conditionRemoved': fact(
    'client',
    z.strictObject({ conditionId: listedId, reason: filledText(lineCharsMax) }),
    {
      lacks: (client: Client, body) => lackedEntry(client.conditions, body.conditionId),
      apply: (client: Client, _stamp, body) => ({
        ...client,
        conditions: without(client.conditions, body.conditionId),
      }),
    },
  ),
  'client.medicineAdded': fact(
    'client',
    z.strictObject({ medicineId: listedId, kind: z.enum(medicineKinds), text: filledText(lineCharsMax) }),
    {
      begins: (body) => body.medicineId,
      apply: (client: Client, stamp, { medicineId, kind, text }) => ({
        ...client,
        medicines: added(client.medicines, stamp, { id: medicineId, kind, text }),
      }),
    },
  ),
  'client.medicineRemoved': fact(
    'client',
    z.strictObject({ medicineId: listedId, reason: filledText(lineCharsMax) }),
    {
      lacks: (client: Client, body) => lackedEntry(client.medicines, body.medicineId),
      apply: (client: Client, _stamp, body) => ({
        ...client,
        medicines: without(client.medicines, body.medicineId),
      }),
    },
  ),
} satisfies Record<string, Fact>;

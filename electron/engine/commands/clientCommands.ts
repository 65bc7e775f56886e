import { assert } from '../../../shared/base/assert.ts';
import { own } from '../../../shared/base/own.ts';
import type { FactType } from '../../../shared/domain/access/policy.ts';
import { isHidden } from '../../../shared/domain/client/client.ts';
import { parseIdentityCode } from '../../../shared/domain/client/identityCode.ts';
import { command, type FactDraft, refuse } from '../command.ts';
import { clientView } from '../queries/clientViews.ts';
import { findReadable } from '../query.ts';

function clientFact(clientId: string, type: FactType, body: unknown): FactDraft {
  return { record: { kind: 'client', id: clientId }, type, body };
}

export const clientRegister = command('client.register', (deciding, args) => {
  const clientId = deciding.newId('client');
  const parsed = args.identityCode === null ? null : parseIdentityCode(args.identityCode);
  const body = {
    ...args,
    identityCode: parsed?.code ?? args.identityCode,
    birthDate: args.birthDate ?? parsed?.birthDate ?? null,
  };
  return { facts: [clientFact(clientId, 'client.registered', body)], reply: () => ({ clientId }) };
});

export const clientSetField = command('client.setField', (deciding, { clientId, edit }) => {
  if (deciding.find('client', clientId) === undefined) return refuse('notFound');
  return { facts: [clientFact(clientId, 'client.fieldSet', edit)], reply: () => ({ clientId }) };
});

export const clientAddAlert = command('client.addAlert', (deciding, { clientId, kind, text }) => {
  if (deciding.find('client', clientId) === undefined) return refuse('notFound');
  const alertId = deciding.newLocalId();
  return {
    facts: [clientFact(clientId, 'client.alertAdded', { alertId, kind, text })],
    reply: () => ({ clientId, alertId }),
  };
});

export const clientRemoveAlert = command('client.removeAlert', (deciding, { clientId, alertId, reason }) => {
  const client = deciding.find('client', clientId);
  if (client === undefined || own(client.alerts, alertId) === undefined) return refuse('notFound');
  return {
    facts: [clientFact(clientId, 'client.alertRemoved', { alertId, reason })],
    reply: () => ({ clientId }),
  };
});

export const clientAddCondition = command('client.addCondition', (deciding, { clientId, kind, text }) => {
  if (deciding.find('client', clientId) === undefined) return refuse('notFound');
  const conditionId = deciding.newLocalId();
  return {
    facts: [clientFact(clientId, 'client.conditionAdded', { conditionId, kind, text })],
    reply: () => ({ clientId, conditionId }),
  };
});

export const clientRemoveCondition = command(
  'client.removeCondition',
  (deciding, { clientId, conditionId, reason }) => {
    const client = deciding.find('client', clientId);
    if (client === undefined || own(client.conditions ?? {}, conditionId) === undefined)
      return refuse('notFound');
    return {
      facts: [clientFact(clientId, 'client.conditionRemoved', { conditionId, reason })],
      reply: () => ({ clientId }),
    };
  },
);

export const clientAddMedicine = command('client.addMedicine', (deciding, { clientId, kind, text }) => {
  if (deciding.find('client', clientId) === undefined) return refuse('notFound');
  const medicineId = deciding.newLocalId();
  return {
    facts: [clientFact(clientId, 'client.medicineAdded', { medicineId, kind, text })],
    reply: () => ({ clientId, medicineId }),
  };
});

export const clientRemoveMedicine = command(
  'client.removeMedicine',
  (deciding, { clientId, medicineId, reason }) => {
    const client = deciding.find('client', clientId);
    if (client === undefined || own(client.medicines ?? {}, medicineId) === undefined)
      return refuse('notFound');
    return {
      facts: [clientFact(clientId, 'client.medicineRemoved', { medicineId, reason })],
      reply: () => ({ clientId }),
    };
  },
);

/** The record is shown only with its entry in the access log: one transaction, also without a network. */
export const clientViewing = command('client.view', (deciding, args) => {
  const client = deciding.find('client', args.clientId);
  if (client === undefined) return refuse('notFound');
  const reveals = args.reveal && isHidden(client);
  if (reveals && (args.reason ?? '').trim() === '') return refuse('reasonMissing');
  const { clientId, purpose, contactId, reason } = args;
  const body = { clientId, action: reveals ? 'reveal' : 'view', purpose, contactId, reason };
  return {
    facts: [{ record: { kind: 'accessLog', id: accessLogOf(clientId) }, type: 'accessLog.viewed', body }],
    reply: (reading) => {
      const shown = findReadable(reading, 'client', clientId);
      assert(shown !== undefined, 'a client that was just read is gone');
      return clientView(reading, shown, reveals);
    },
  };
});

/** One access log per client, the same on every desk. */
function accessLogOf(clientId: string): string {
  return `accessLog_${clientId.slice(clientId.indexOf('_') + 1)}`;
}

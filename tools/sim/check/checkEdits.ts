// Nothing is silently overwritten: judged from what people had on their screens, not from the basis the program wrote.
import { isDeepStrictEqual } from 'node:util';
import { decisionsOf } from '../../../shared/domain/assessment/assessment.ts';
import type { Client } from '../../../shared/domain/client/client.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import type { WithEarly } from '../../../shared/domain/fact.ts';
import type { Field } from '../../../shared/domain/field/field.ts';
import { type Plan, planIdOf } from '../../../shared/domain/plan/plan.ts';
import type { Ledger } from './ledger.ts';
import type { RegionOp, RegionRecord } from './regionLog.ts';
import { blame, type Verdict } from './verdict.ts';

interface FieldEdit {
  readonly opId: string;
  readonly record: string;
  readonly desk: string;
  readonly key: string;
  readonly value: unknown;
}

type Written = Readonly<Record<string, string>>;

/** What a fact writes over, named within its record, and with what. What comes from a client's record goes with its client. */
const writes: Readonly<Record<string, (body: Written) => readonly [name: string, value: unknown] | null>> = {
  'plan.fieldSet': ({ field, value }) => [`${field}`, value],
  'client.fieldSet': ({ field, value }) => [`${field}`, value],
  'contact.reasonSet': ({ text }) => ['reason', text],
  'contact.clientLinked': ({ client }) => ['client', client],
  'plan.lineAdded': ({ lineId, text }) => [`${lineId} text`, text],
  'plan.lineFieldSet': ({ lineId, field, value }) => [`${lineId} ${field}`, value],
  'contact.outcomeSet': ({ outcome }) => ['outcome', outcome],
  'contact.languageSet': ({ language }) => ['language', language],
  'plan.adviceOnlySet': ({ reason }) => ['adviceOnly', reason],
  'assessment.changeTold': ({ assessmentId, text }) => [`${assessmentId} change`, text],
  'assessment.answered': ({ assessmentId, questionId, answer, source }) =>
    source === 'record' ? null : [`${assessmentId} ${questionId}`, answer],
  'assessment.decided': ({ assessmentId, chosen }) => [`${assessmentId} decision`, chosen],
};

function editsOf(log: readonly RegionOp[]): FieldEdit[] {
  return log.flatMap(({ id, record, desk, op }) => {
    if (op.refused !== null) return [];
    const written = writes[op.type]?.(op.body as Written);
    if (written == null) return [];
    const [name, value] = written;
    return [{ opId: id, record, desk, key: `${record} ${name}`, value }];
  });
}

/**
 * Everything in a record that may have more than one version. A line that was taken away is still there, and so is what
 * waits for a part whose beginning every disk has lost.
 */
function fieldsOf({ kind, state }: RegionRecord): readonly unknown[] {
  const { early = [] } = state as WithEarly;
  return [...partsOf({ kind, state }), early.map(({ stamp }) => stamp)];
}

function partsOf({ kind, state }: Pick<RegionRecord, 'kind' | 'state'>): readonly unknown[] {
  if (kind === 'client') return Object.values(state as Client);
  if (kind === 'plan') {
    const { fields, lines, removedLines, adviceOnly } = state as Plan;
    const removed = Object.values(removedLines).map(({ line }) => line);
    return [
      adviceOnly,
      ...Object.values(fields),
      ...[...Object.values(lines), ...removed].map(({ text }) => text),
    ];
  }
  if (kind !== 'contact') return [];
  const { reason, client, language, outcome, assessments } = state as Contact;
  return [
    reason,
    client,
    language,
    outcome,
    ...assessments.flatMap(({ answers, changeTold = [] }) => [changeTold, ...Object.values(answers)]),
    ...assessments.map(decisionsOf),
  ];
}

/**
 * A version is gone only when another author saw it and wrote over it, or wrote the same. A record whose beginning both
 * the backup and its author's disk had lost has no versions: what was written on it stands in the log.
 */
export function checkEdits(
  log: readonly RegionOp[],
  records: readonly RegionRecord[],
  { ledger, verdict }: { readonly ledger: Ledger; readonly verdict: Verdict },
): void {
  const kept = new Set<string>();
  for (const field of records.flatMap(fieldsOf))
    if (Array.isArray(field)) for (const version of field as Field<unknown>) kept.add(version.opId);
  const begun = new Set(records.map((one) => one.record));
  const logged = new Set(log.map((one) => one.id));
  const edited = editsOf(log).filter((edit) => begun.has(edit.record));
  for (const [key, edits] of Map.groupBy(edited, (edit) => edit.key)) {
    for (const edit of edits) {
      if (kept.has(edit.opId)) continue;
      // Not only later ones: a restored region may have got them in another order than people made them.
      const knowingly = edits.some(
        (one) =>
          (one !== edit && isDeepStrictEqual(one.value, edit.value)) ||
          hasSeen(one.opId, edit.opId, { ledger, logged }),
      );
      if (!knowingly) blame(verdict, 'lost', `an edit of ${edit.desk} at ${key} was overwritten unseen`);
    }
  }
}

/** A line is taken away only as whoever did it had it on the screen. */
export function checkRemovals(
  log: readonly RegionOp[],
  records: readonly RegionRecord[],
  { ledger, verdict }: { readonly ledger: Ledger; readonly verdict: Verdict },
): void {
  const logged = new Set(log.map((one) => one.id));
  const removals = log.filter(({ op }) => op.type === 'plan.lineRemoved' && op.refused === null);
  for (const { kind, record, state } of records) {
    if (kind !== 'plan') continue;
    for (const [lineId, { line }] of Object.entries((state as Plan).removedLines)) {
      const versions = [...line.text, ...line.responsible, ...line.due];
      const isSeen = removals.some(
        (one) =>
          one.record === record &&
          (one.op.body as Written).lineId === lineId &&
          versions.every(({ opId }) => hasSeen(one.id, opId, { ledger, logged })),
      );
      if (!isSeen) blame(verdict, 'lost', `line ${lineId} of ${record} was taken away unseen`);
    }
  }
}

/** What lists of a client's record are filled and emptied with, and the name of an entry in it. */
const lists = [
  { list: 'alerts', entry: 'alertId', added: 'client.alertAdded', removed: 'client.alertRemoved' },
  {
    list: 'medicines',
    entry: 'medicineId',
    added: 'client.medicineAdded',
    removed: 'client.medicineRemoved',
  },
] as const;

/** A warning or a medicine on a client is there until somebody takes it away, and stays away then. */
export function checkAlerts(
  log: readonly RegionOp[],
  records: readonly RegionRecord[],
  verdict: Verdict,
): void {
  const clients = new Map(
    records.flatMap(({ kind, record, state }) => (kind === 'client' ? [[record, state as Client]] : [])),
  );
  const accepted = log.filter(({ op }) => op.refused === null);
  for (const { list, entry, added, removed } of lists) {
    const idOf = ({ op }: RegionOp): string => (op.body as Written)[entry] ?? '';
    const gone = new Set(accepted.flatMap((one) => (one.op.type === removed ? [idOf(one)] : [])));
    for (const one of accepted) {
      const client = clients.get(one.record);
      if (one.op.type !== added || client === undefined) continue;
      const id = idOf(one);
      if (Object.hasOwn(client[list] ?? {}, id) === gone.has(id))
        blame(verdict, 'lost', `${entry} ${id} of ${one.record} is ${gone.has(id) ? 'back' : 'gone'}`);
    }
  }
}

/**
 * What stands on a plan is read from the call: one that no call leads to is gone for everybody. From a call that names
 * none, beginning it leads to the one of the same number.
 */
export function checkPlans(records: readonly RegionRecord[], verdict: Verdict): void {
  const calls = new Map(
    records.flatMap(({ kind, id, state }) => (kind === 'contact' ? [[id, state as Contact]] : [])),
  );
  for (const { kind, id, state } of records) {
    if (kind !== 'plan') continue;
    const call = calls.get((state as Plan).contactId);
    if (call === undefined) continue;
    const led = call.planId ?? planIdOf(call.id);
    if (led !== id) blame(verdict, 'lost', `plan ${id}: its call ${call.id} leads to ${led}`);
  }
}

/**
 * Whether its author had the other one on the screen, or one written over it that is gone from the log: restored disks
 * lost that one, and a desk that still showed it wrote over it in its turn.
 */
function hasSeen(
  opId: string,
  other: string,
  known: { readonly ledger: Ledger; readonly logged: ReadonlySet<string> },
): boolean {
  const seen = known.ledger.seenBy(opId) ?? new Set();
  return seen.has(other) || [...seen].some((one) => !known.logged.has(one) && hasSeen(one, other, known));
}

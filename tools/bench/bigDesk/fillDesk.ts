import { appendForeignOp } from '../../../db/opLog/deskLog.ts';
import { inTransaction, setPragma, type WritableDb } from '../../../db/sql.ts';
import { setCursor, setMeta } from '../../../db/workstation/deskMeta.ts';
import { saveConfirmed } from '../../../db/workstation/records.ts';
import { projectRecord } from '../../../electron/engine/record/projectRecord.ts';
import { makeEntry } from '../../../electron/engine/record/recordEntry.ts';
import { type OpId, uuidv7 } from '../../../shared/base/brandedId.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import type { Template } from './oneCall.ts';

export interface DeskSize {
  readonly clients: number;
  readonly ops: number;
}

/** `--scale 0.1` measures a tenth of it. */
export function sizeAt(scale: number): DeskSize {
  return { clients: Math.ceil(100_000 * scale), ops: Math.ceil(1_000_000 * scale) };
}

const clientsAtOnce = 500;
/** The calls of the last years, evenly: the newest of them now. */
const spanMs = 2 * 365 * 24 * 3_600_000;

const families = [
  'Virtanen',
  'Korhonen',
  'Nieminen',
  'Mäkinen',
  'Lindqvist',
  'Heikkinen',
  'Åkerblom',
  'Järvinen',
];
const givens = ['Aino', 'Eino', 'Helmi', 'Onni', 'Sofia', 'Väinö', 'Märta', 'Toivo', 'Elli', 'Arvo', 'Impi'];

/**
 * Fills a desk's database as years of work would have, through the same functions that write a page of the region, with
 * the disk's waiting switched off meanwhile. Says how many ops it holds then.
 */
export function fillDesk(
  db: WritableDb,
  template: Template,
  { size, nowMs }: { readonly size: DeskSize; readonly nowMs: number },
): number {
  setPragma(db, 'synchronous = OFF');
  const writer = cloneWriter(db, template, { size, nowMs });
  for (let from = 0; from < size.clients; from += clientsAtOnce) {
    inTransaction(db, () => {
      const upto = Math.min(size.clients, from + clientsAtOnce);
      for (let client = from; client < upto; client += 1) writer.addClient(client);
    });
  }
  inTransaction(db, () => {
    for (const scope of ['region', 'unit:unit_bench']) setCursor(db, scope, writer.ops());
    setMeta(db, 'epoch', 'epoch_bench');
    setMeta(db, 'acked', 0);
  });
  setPragma(db, 'wal_checkpoint(TRUNCATE)');
  setPragma(db, 'synchronous = FULL');
  return writer.ops();
}

export function nameOf(client: number): { readonly family: string; readonly given: string } {
  return {
    family: `${families[client % families.length]}${client % 7 === 0 ? '' : `-${words(client)}`}`,
    given: `${givens[client % givens.length]} ${givens[(client * 7) % givens.length]}`,
  };
}

/** Letters that make names differ as real ones do. */
function words(client: number): string {
  const letters = 'aeioulnrstkm';
  let rest = client * 2_654_435_761;
  let text = '';
  for (let at = 0; at < 4; at += 1) {
    text += letters[rest % letters.length] ?? 'a';
    rest = Math.floor(rest / letters.length);
  }
  return text;
}

export function phoneOf(client: number): string {
  return `040${String(client).padStart(7, '0')}`;
}

function cloneWriter(
  db: WritableDb,
  template: Template,
  { size, nowMs }: { readonly size: DeskSize; readonly nowMs: number },
) {
  const ofClient = template.ops.filter((op) => op.record.id === template.clientId);
  const ofCall = template.ops.filter(
    (op) => op.record.id !== template.clientId && op.record.kind !== 'accessLog',
  );
  const callRecords = template.records.filter(
    (one) => one.id !== template.clientId && one.kind !== 'accessLog',
  );
  const clientRecord = template.records.find((one) => one.id === template.clientId);
  const calls = Math.max(0, Math.floor((size.ops - size.clients * ofClient.length) / ofCall.length));
  let seq = 0;

  const idOf = (kind: string, at: number): string => `${kind}_${uuidv7(timeOf(at), randomBytes(at))}`;
  const timeOf = (at: number): number => nowMs - spanMs + Math.floor(((at + 1) / size.clients) * spanMs);

  function addOps(ops: Template['ops'], rename: (text: string) => string, at: string): void {
    for (const op of ops) {
      seq += 1;
      const cloned: SettledOp = {
        ...op,
        id: uuidv7(Date.parse(at), randomBytes(seq)) as OpId,
        record: { kind: op.record.kind, id: rename(op.record.id) },
        body: JSON.parse(rename(JSON.stringify(op.body))) as unknown,
        by: { ...op.by, desk: `desk_${seq % 40}` },
        at,
        seq,
        receivedAt: at,
        refused: null,
      };
      appendForeignOp(db, cloned);
    }
  }

  function saveRecord(record: Template['records'][number], rename: (text: string) => string): void {
    const state = JSON.parse(rename(JSON.stringify(record.state))) as unknown;
    const named = { kind: record.kind, id: rename(record.id) };
    saveConfirmed(db, named, { seq, state });
    projectRecord(makeEntry(named, { seq, state }, []))?.save(db);
  }

  function renaming(pairs: readonly (readonly [from: string, to: string])[]): (text: string) => string {
    return (text) => pairs.reduce((now, [from, to]) => now.replaceAll(from, to), text);
  }

  return {
    ops: () => seq,
    addClient(client: number): void {
      const at = new Date(timeOf(client)).toISOString();
      const clientId = idOf('client', client);
      const { family, given } = nameOf(client);
      const own: (readonly [string, string])[] = [
        [template.clientId, clientId],
        ['Pohjola', family],
        ['Pohja', given],
        ['0400000000', phoneOf(client)],
      ];
      addOps(ofClient, renaming(own), at);
      if (clientRecord !== undefined) saveRecord(clientRecord, renaming(own));
      const mine =
        Math.floor(((client + 1) * calls) / size.clients) - Math.floor((client * calls) / size.clients);
      for (let call = 0; call < mine; call += 1) {
        const others = callRecords.map((one): [string, string] => [
          one.id,
          idOf(one.kind, client + call / 10 + 0.01),
        ]);
        const rename = renaming([...own, ...others, ...times(template, at)]);
        addOps(ofCall, rename, at);
        for (const record of callRecords) saveRecord(record, rename);
      }
    },
  };
}

/** What happened in the template happened at another time here. */
function times(template: Template, at: string): (readonly [string, string])[] {
  return [...new Set(template.ops.map((op) => op.at))].map((one) => [one, at] as const);
}

/** Ids need to differ, not to be a secret: the same desk comes out of every run. */
function randomBytes(seed: number): Uint8Array {
  const bytes = new Uint8Array(16);
  let state = Math.floor(seed * 1_000) + 0x9e3779b9;
  for (let at = 0; at < bytes.length; at += 1) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at;
    bytes[at] = state & 0xff;
  }
  return bytes;
}

import { searchClientRows } from '../../../db/workstation/recordRows.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import { type Client, isHidden } from '../../../shared/domain/client/client.ts';
import type { Field } from '../../../shared/domain/field/field.ts';
import type { ClientRow, ClientView } from '../../../shared/protocol/deskViews.ts';
import { findReadable, type Reading, recordQuery } from '../query.ts';
import { phoneWord } from '../record/projectRecord.ts';
import { signsOf } from './recordFacts.ts';

/** Rows are masked, so finding somebody is not yet looking at a record: the view is what gets logged. */
export const clientSearch = recordQuery(
  'client.search',
  () => ['clients'],
  (reading, { text, limit }) => {
    const match = matchOf(text);
    if (match === null) return [];
    return searchClientRows(reading.store.db, match, limit).map((row) => JSON.parse(row) as ClientRow);
  },
);

/** Followed instead of the record itself, for each look at that is logged. */
export const clientRevision = recordQuery(
  'client.revision',
  ({ clientId }) => [`client:${clientId}`],
  (reading, { clientId }) => {
    const client = findReadable(reading, 'client', clientId);
    return client === undefined ? { refused: 'notFound' } : { revision: clientRevisionOf(client) };
  },
);

const revisionChars = 32;

/** What waits for a part that nobody has added yet is not shown, and neither is an op's place in the region's order. */
export function clientRevisionOf({ early: _waiting, ...shown }: Client): string {
  const text = JSON.stringify(shown, (key, value: unknown) =>
    key === 'seq' && typeof value === 'number' ? undefined : value,
  );
  return sha256(text).slice(0, revisionChars);
}

/** Every typed word must begin some word of the client. Quoted, so nothing typed is read as an operator. */
function matchOf(text: string): string | null {
  const words = text
    .replace(phonePattern, (number) => (isoDate.test(number) ? number : phoneWord(number)))
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ');
}

/** A number as people write it, with its spaces; letters right behind it make it something else, such as a code. */
const phonePattern = /(?<![\p{L}\d.])\+?\d[\d\s()-]{4,}\d(?![\p{L}\d.])/gu;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

const contactFields = ['phone', 'address', 'municipality'] as const;
type ContactField = (typeof contactFields)[number];

export function clientView(reading: Reading, client: Client, reveal: boolean): ClientView {
  const masked: readonly ContactField[] = isHidden(client) && !reveal ? contactFields : [];
  const shown = (name: ContactField): Field<string | null> =>
    masked.includes(name) ? client[name].map((version) => ({ ...version, value: null })) : client[name];
  return {
    ...client,
    phone: shown('phone'),
    address: shown('address'),
    municipality: shown('municipality'),
    clientId: client.id,
    masked,
    signs: signsOf(reading, { kind: 'client', id: client.id }),
  };
}

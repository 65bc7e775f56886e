import { readRefusedOps } from '../../../db/opLog/deskLog.ts';
import { assert } from '../../../shared/base/assert.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { mayAuthor } from '../../../shared/domain/access/policy.ts';
import { isDisputed } from '../../../shared/domain/field/field.ts';
import { isApproved } from '../../../shared/domain/script/scriptFacts.ts';
import {
  type ReleaseRefused,
  scriptKeyOf,
  scriptRecordId,
} from '../../../shared/domain/script/scriptVersion.ts';
import type {
  LibraryRow,
  ReleaseWishView,
  ScriptFault,
  ScriptSourceView,
  ScriptStatus,
} from '../../../shared/protocol/authoringViews.ts';
import { releaseWords } from '../../../shared/script/authoring/releaseWords.ts';
import { type Reading, recordQuery } from '../query.ts';
import type { KnownVersion } from '../scriptShelf.ts';

const topics = () => ['scripts', 'signs', 'refusals'];

/** The library is for those who answer for it; a nurse sees what may be started. */
function mayRead({ session }: Reading): boolean {
  return mayAuthor(session.role, 'script.drafted');
}

export const scriptLibrary = recordQuery('script.library', topics, (reading) => {
  if (!mayRead(reading)) return { refused: 'notAllowed' };
  return reading.shelf.known().flatMap((one) => libraryRow(reading, one));
});

export const scriptSource = recordQuery('script.source', topics, (reading, key) =>
  sourceOf(reading, scriptRecordId(key)),
);

export const scriptDraftSource = recordQuery('script.draftSource', topics, (reading, { draftId }) =>
  sourceOf(reading, draftId),
);

function sourceOf(reading: Reading, recordId: string): ScriptSourceView | Refusal {
  if (!mayRead(reading)) return { refused: 'notAllowed' };
  const known = findKnown(reading, recordId);
  return known === undefined ? { refused: 'notFound' } : sourceView(reading, known);
}

/** The view after a commit: the record was just written, so it is there. */
export function sourceViewOf(reading: Reading, recordId: string): ScriptSourceView {
  const known = findKnown(reading, recordId);
  assert(known !== undefined, 'a script version that was just written is gone');
  return sourceView(reading, known);
}

function findKnown({ shelf }: Reading, recordId: string): KnownVersion | undefined {
  const key = scriptKeyOf(recordId);
  return shelf.known().find((one) => one.scriptId === key?.scriptId && one.version === key.version);
}

/** The text as it stands: the newest of several, while people have not chosen. */
export function sourceTextOf({ builtIn, record }: KnownVersion): string {
  return record?.text.at(-1)?.value.text ?? builtIn?.text() ?? '';
}

function libraryRow(reading: Reading, known: KnownVersion): LibraryRow[] {
  const { scriptId, version, builtIn, record } = known;
  // A version of another program, known here because somebody withdrew it: there is no text to show.
  if (builtIn === null && (record === null || record.builtIn)) return [];
  const { hash, ...head } = headOf(reading, known);
  return [
    {
      scriptId,
      version,
      status: statusOf(known),
      draftId: draftIdOf(known),
      ...head,
      hash,
      approvals: approvalsOf(known),
      release: releaseWish(known),
      withdrawn: record?.withdrawn ?? null,
      fault: faultOf(known),
      disputed: record !== null && isDisputed(record.text),
      pending: record === null ? 0 : reading.store.unsent(record.id),
    },
  ];
}

type Head = Pick<LibraryRow, 'area' | 'title' | 'questions' | 'hash'>;

function headOf(reading: Reading, known: KnownVersion): Head {
  const script = known.released ?? known.builtIn;
  const text = known.record?.text.at(-1)?.value;
  if (script !== null && (text === undefined || text.hash === script.hash()))
    return { area: script.area, title: script.title, questions: script.questions(), hash: script.hash() };
  const { scriptId } = known;
  const older = reading.shelf.newest(scriptId);
  const nameless = { fi: scriptId, sv: scriptId, en: scriptId };
  const head = reading.shelf.readHead(text?.text ?? '') ?? {
    area: older?.area ?? 'health',
    title: older?.title ?? nameless,
    questions: 0,
  };
  return { ...head, hash: text?.hash ?? '' };
}

function statusOf({ record }: KnownVersion): ScriptStatus {
  if (record === null) return 'builtIn';
  if (record.withdrawn !== null) return 'withdrawn';
  if (record.builtIn) return 'builtIn';
  if (record.released !== null) return 'released';
  return isApproved(record) ? 'approved' : 'draft';
}

/** To those who answer for a release also whether it can be read here, before anybody tried. */
function faultOf({ released, fault }: KnownVersion): ScriptFault | null {
  return released !== null && released.compiled() === null ? 'unreadable' : fault;
}

function draftIdOf({ record }: KnownVersion): string | null {
  return record === null || record.builtIn ? null : record.id;
}

function approvalsOf({ record }: KnownVersion): LibraryRow['approvals'] {
  return (record?.approvals ?? []).map(({ by, at, title }) => ({ by, at, title }));
}

function releaseWish({ record }: KnownVersion): ReleaseWishView {
  const asked = record?.released == null ? (record?.releaseAsked ?? null) : null;
  const refused = record?.releaseRefused ?? null;
  return {
    asked: asked === null ? null : { by: asked.by, at: asked.at },
    refused: refused === null ? null : refusedView(refused),
  };
}

function refusedView({ property, message, at }: ReleaseRefused): ReleaseWishView['refused'] {
  return { property, message: releaseWords(property, message), at };
}

function sourceView(reading: Reading, known: KnownVersion): ScriptSourceView {
  const { scriptId, version, record, builtIn } = known;
  const fault = faultOf(known);
  const newest = record?.text.at(-1);
  const released = record?.released ?? null;
  return {
    scriptId,
    version,
    status: statusOf(known),
    draftId: draftIdOf(known),
    text: sourceTextOf(known),
    hash: newest?.value.hash ?? builtIn?.hash() ?? '',
    otherTexts: [
      ...(record?.text ?? [])
        .slice(0, -1)
        .map(({ value, by, at }) => ({ text: value.text, by, at }))
        .toReversed(),
      ...lateTexts(reading, record?.id ?? null),
    ],
    editedBy: newest?.by ?? null,
    editedAt: newest?.at ?? null,
    approvals: approvalsOf(known),
    release: releaseWish(known),
    signature: released === null ? null : { keyId: released.keyId, at: released.at, valid: fault === null },
    fault,
    withdrawn: record?.withdrawn ?? null,
    pending: record === null ? 0 : reading.store.unsent(record.id),
  };
}

/** What was written here and came after the release: refused by the region, and still somebody's work. */
function lateTexts({ store }: Reading, recordId: string | null): ScriptSourceView['otherTexts'] {
  const refused = recordId === null ? [] : readRefusedOps(store.db, recordId, 'script.textSet');
  return refused.map(({ body, by, at }) => ({ text: (body as { readonly text: string }).text, by, at }));
}

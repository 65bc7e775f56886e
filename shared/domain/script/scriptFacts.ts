// Keeps RL1–RL8.
import { z } from 'zod';
import type { Refusal } from '../../base/refusal.ts';
import { sha256 } from '../../base/sha256.ts';
import { filledText, lineCharsMax, shortCharsMax } from '../../base/text.ts';
import { type Fact, fact } from '../fact.ts';
import { type Actor, fieldValue, isDisputed, writeField } from '../field/field.ts';
import { authoredTextCharsMax, type ScriptText, type ScriptVersion, scriptKeyOf } from './scriptVersion.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const base64 = z.string().regex(/^[0-9A-Za-z+/]{1,200}={0,2}$/);

const line = z.string().min(1).max(lineCharsMax);
const words = z.array(line).max(60);
const head = z.strictObject({
  area: z.enum(['health', 'social']),
  title: z.strictObject({ fi: line, sv: line, en: line }),
  keywords: z.strictObject({ fi: words, sv: words, en: words }),
  questions: z.int().positive().max(1_000),
  include: z.array(z.string().max(80)).max(40),
});

/** So many different people approve the same text before it may be released. */
export const approvalsNeeded = 2;

/** The text, when it is one. */
export function agreedText(script: ScriptVersion): ScriptText | null {
  return isDisputed(script.text) ? null : (fieldValue(script.text) ?? null);
}

function first(one: { readonly by: Actor; readonly at: string }): Pick<Refusal, 'by' | 'at'> {
  return { by: { user: one.by.user, desk: one.by.desk }, at: one.at };
}

/** A released text stands for ever, and a withdrawn version is not worked on any more. */
export function mayEdit(script: ScriptVersion): Refusal | null {
  if (script.withdrawn !== null) return withdrawnRefusal(script.withdrawn);
  return script.released === null && !script.builtIn ? null : { refused: 'alreadyReleased' };
}

export function withdrawnRefusal(withdrawn: NonNullable<ScriptVersion['withdrawn']>): Refusal {
  return { refused: 'scriptWithdrawn', ...first(withdrawn), because: withdrawn.reason };
}

/** An approval is of one text that its author read to the end: of no other, and of neither while there are two. */
export function mayApprove(script: ScriptVersion, by: Actor, read: string): Refusal | null {
  const closed = mayEdit(script);
  if (closed !== null) return closed;
  if (isDisputed(script.text)) return { refused: 'textDisputed' };
  if (agreedText(script)?.hash !== read) return { refused: 'textChanged' };
  const before = script.approvals.find((one) => one.by.user === by.user);
  return before === undefined ? null : { refused: 'alreadyDone', ...first(before) };
}

export function isApproved(script: ScriptVersion): boolean {
  const text = agreedText(script);
  const people = script.approvals.filter((one) => one.hash === text?.hash).map((one) => one.by.user);
  return text !== null && new Set(people).size >= approvalsNeeded;
}

export function mayAskRelease(script: ScriptVersion): Refusal | null {
  const closed = mayEdit(script);
  if (closed !== null) return closed;
  if (isDisputed(script.text)) return { refused: 'textDisputed' };
  if (!isApproved(script)) return { refused: 'notApproved' };
  return script.releaseAsked === null ? null : { refused: 'alreadyDone', ...first(script.releaseAsked) };
}

/** The region's hand signs what was asked for, not what the text has become since. */
function maySettleRelease(script: ScriptVersion, hashSigned: string): Refusal | null {
  const closed = mayEdit(script);
  if (closed !== null) return closed;
  if (!isApproved(script) || script.releaseAsked === null) return { refused: 'notApproved' };
  const asked = script.releaseAsked.hash;
  return asked === hashSigned && agreedText(script)?.hash === asked ? null : { refused: 'textChanged' };
}

export function mayWithdraw(script: ScriptVersion): Refusal | null {
  return script.withdrawn === null ? null : { refused: 'alreadyDone', ...first(script.withdrawn) };
}

/** The id alone says which version it is; an id that names none makes no record. */
function newVersion(none: ScriptVersion, recordId: string, builtIn: boolean): ScriptVersion {
  const key = scriptKeyOf(recordId);
  if (key === null) return none;
  return {
    id: recordId,
    ...key,
    builtIn,
    text: [],
    approvals: [],
    releaseAsked: null,
    releaseRefused: null,
    released: null,
    withdrawn: null,
  };
}

export const scriptFacts = {
  'script.drafted': fact('script', z.strictObject({}), {
    creates: 'once',
    apply: (none: ScriptVersion, stamp) => newVersion(none, stamp.record.id, false),
  }),
  /** A version that came with the program enters the log when somebody has something to say of it. */
  'script.builtInNamed': fact('script', z.strictObject({}), {
    creates: 'once',
    apply: (none: ScriptVersion, stamp) => newVersion(none, stamp.record.id, true),
  }),
  'script.textSet': fact('script', z.strictObject({ text: filledText(authoredTextCharsMax) }), {
    claim: (script: ScriptVersion) => mayEdit(script),
    apply: (script: ScriptVersion, stamp, { text }) => {
      const before = agreedText(script);
      const written = writeField(script.text, stamp, { text, hash: sha256(text) });
      if (before?.text === text && written.length === 1) return { ...script, text: written };
      return { ...script, text: written, approvals: [], releaseAsked: null, releaseRefused: null };
    },
  }),
  'script.approved': fact('script', z.strictObject({ hash, title: filledText(shortCharsMax) }), {
    claim: (script: ScriptVersion, stamp, body) => mayApprove(script, stamp.by, body.hash),
    apply: (script: ScriptVersion, stamp, body) => ({
      ...script,
      approvals: [...script.approvals, { by: stamp.by, at: stamp.at, ...body }],
    }),
  }),
  'script.releaseAsked': fact('script', z.strictObject({ hash }), {
    claim: (script: ScriptVersion, _stamp, body) =>
      mayAskRelease(script) ?? (agreedText(script)?.hash === body.hash ? null : { refused: 'textChanged' }),
    apply: (script: ScriptVersion, stamp, body) => ({
      ...script,
      releaseAsked: { by: stamp.by, at: stamp.at, hash: body.hash },
      releaseRefused: null,
    }),
  }),
  'script.released': fact(
    'script',
    z.strictObject({ hash, blocksHash: hash, head, keyId: z.string().max(64), signature: base64 }),
    {
      claim: (script: ScriptVersion, _stamp, body) => maySettleRelease(script, body.hash),
      apply: (script: ScriptVersion, stamp, body) => ({ ...script, released: { ...body, at: stamp.at } }),
    },
  ),
  'script.releaseRefused': fact(
    'script',
    z.strictObject({ hash, property: z.string().max(64), message: filledText(lineCharsMax) }),
    {
      claim: (script: ScriptVersion, _stamp, body) => maySettleRelease(script, body.hash),
      apply: (script: ScriptVersion, stamp, body) => ({
        ...script,
        releaseAsked: null,
        releaseRefused: { ...body, at: stamp.at },
      }),
    },
  ),
  'script.withdrawn': fact('script', z.strictObject({ reason: filledText(lineCharsMax) }), {
    claim: (script: ScriptVersion) => mayWithdraw(script),
    apply: (script: ScriptVersion, stamp, { reason }) => ({
      ...script,
      releaseAsked: null,
      withdrawn: { by: stamp.by, at: stamp.at, reason },
    }),
  }),
} satisfies Record<string, Fact>;

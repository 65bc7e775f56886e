// Keeps HO1–HO7.
import { z } from 'zod';
import { recordIdPattern } from '../../base/brandedId.ts';
import type { Refusal } from '../../base/refusal.ts';
import { filledText, freeText, noteCharsMax, shortCharsMax } from '../../base/text.ts';
import { type Fact, fact } from '../fact.ts';
import type { Actor } from '../field/field.ts';
import { type Handoff, type HandoffWord, handoffLife } from './handoff.ts';

const recordId = z.string().regex(recordIdPattern);
const sbarText = freeText(noteCharsMax);
export const sbar = z.strictObject({
  situation: sbarText,
  background: sbarText,
  assessment: sbarText,
  recommendation: sbarText,
});

function takenBy(handoff: Handoff): Pick<Refusal, 'by' | 'at'> {
  const { holder, takenAt } = handoff;
  return {
    ...(holder === null ? {} : { by: { user: holder.user, desk: holder.desk } }),
    ...(takenAt === null ? {} : { at: takenAt }),
  };
}

/** One professional takes an offered handoff. */
export function mayTake(handoff: Handoff): Refusal | null {
  if (handoff.phase === 'offered') return null;
  if (handoff.phase === 'withdrawn') return { refused: 'notOffered' };
  return { refused: 'alreadyTaken', ...takenBy(handoff) };
}

/** Only the one who holds it may finish it or give it back. */
export function mayEnd(handoff: Handoff, by: Actor): Refusal | null {
  if (handoff.phase === 'done' || handoff.phase === 'returned')
    return { refused: 'alreadyDone', ...takenBy(handoff) };
  if (handoff.phase !== 'taken' || handoff.holder?.user !== by.user)
    return { refused: 'notHolder', ...takenBy(handoff) };
  return null;
}

export function mayWithdraw(handoff: Handoff, by: Actor): Refusal | null {
  if (handoff.phase !== 'offered') return { refused: 'alreadyTaken', ...takenBy(handoff) };
  return handoff.fromUnit === by.unit ? null : { refused: 'notAllowed' };
}

function moved(handoff: Handoff, word: HandoffWord): Handoff {
  const phase = handoffLife.next(handoff.phase, word);
  return phase === null ? handoff : { ...handoff, phase };
}

export const handoffFacts = {
  'handoff.offered': fact(
    'handoff',
    z.strictObject({
      contactId: recordId,
      clientId: recordId.nullable(),
      planId: recordId.nullable(),
      toUnit: z.string().min(1).max(shortCharsMax),
      disposition: z.string().max(64).nullable(),
      sbar,
    }),
    {
      creates: 'once',
      apply: (_none: Handoff, stamp, body) => ({
        id: stamp.record.id,
        ...body,
        fromUnit: stamp.by.unit,
        offeredBy: stamp.by,
        offeredAt: stamp.at,
        phase: handoffLife.initial,
        holder: null,
        takenAt: null,
        readBack: null,
        endedAt: null,
        returnReason: null,
        noteCount: 0,
      }),
    },
  ),
  'handoff.taken': fact('handoff', z.strictObject({ readBack: freeText(noteCharsMax).nullable() }), {
    claim: (handoff: Handoff) => mayTake(handoff),
    apply: (handoff: Handoff, stamp, body) => ({
      ...moved(handoff, 'take'),
      holder: stamp.by,
      takenAt: stamp.at,
      readBack: body.readBack,
    }),
  }),
  'handoff.noteAdded': fact('handoff', z.strictObject({ text: filledText(noteCharsMax) }), {
    keptInLog: true,
    apply: (handoff: Handoff) => ({ ...handoff, noteCount: handoff.noteCount + 1 }),
  }),
  'handoff.finished': fact('handoff', z.strictObject({}), {
    claim: (handoff: Handoff, stamp) => mayEnd(handoff, stamp.by),
    apply: (handoff: Handoff, stamp) => ({ ...moved(handoff, 'finish'), endedAt: stamp.at }),
  }),
  'handoff.returned': fact('handoff', z.strictObject({ reason: filledText(noteCharsMax) }), {
    claim: (handoff: Handoff, stamp) => mayEnd(handoff, stamp.by),
    apply: (handoff: Handoff, stamp, body) => ({
      ...moved(handoff, 'giveBack'),
      endedAt: stamp.at,
      returnReason: body.reason,
    }),
  }),
  'handoff.withdrawn': fact('handoff', z.strictObject({}), {
    claim: (handoff: Handoff, stamp) => mayWithdraw(handoff, stamp.by),
    apply: (handoff: Handoff, stamp) => ({ ...moved(handoff, 'withdraw'), endedAt: stamp.at }),
  }),
} satisfies Record<string, Fact>;

import type { OpRefusal } from '../shared/op/op.ts';
import type { Settlement } from '../shared/protocol/regionProtocol.ts';

export interface Outcome {
  readonly deskSeq: number;
  readonly seq: number;
  readonly refused: OpRefusal | null;
}

type Range = Settlement['ranges'][number];

/** Outcomes in deskSeq order, told as runs: a batch that was ordered in one piece is one range. */
export function settlementOf(outcomes: readonly Outcome[], receivedAt: string): Settlement {
  const ranges: Range[] = [];
  for (const { deskSeq, seq } of outcomes) {
    const last = ranges.at(-1);
    if (last !== undefined && deskSeq === last.to + 1 && seq === last.seq + (deskSeq - last.from))
      last.to = deskSeq;
    else ranges.push({ from: deskSeq, to: deskSeq, seq });
  }
  const refused = outcomes.flatMap(({ deskSeq, refused: refusal }) =>
    refusal === null ? [] : [{ deskSeq, refusal }],
  );
  return { ranges, refused, receivedAt };
}

import { defineLifecycle } from '../../script/lifecycle.ts';
import type { Actor } from '../field/field.ts';

export type HandoffPhase = 'offered' | 'taken' | 'done' | 'returned' | 'withdrawn';
export type HandoffWord = 'take' | 'finish' | 'giveBack' | 'withdraw';

/** Until it is taken, the offering unit stays responsible: the client always has exactly one responsible party. */
export const handoffLife = defineLifecycle<HandoffPhase, HandoffWord>('offered', {
  offered: { take: 'taken', withdraw: 'withdrawn' },
  taken: { finish: 'done', giveBack: 'returned' },
  done: {},
  returned: {},
  withdrawn: {},
});

/** Situation, background, assessment, recommendation. */
export interface Sbar {
  readonly situation: string;
  readonly background: string;
  readonly assessment: string;
  readonly recommendation: string;
}

export interface Handoff {
  readonly id: string;
  readonly contactId: string;
  readonly clientId: string | null;
  readonly planId: string | null;
  readonly fromUnit: string;
  readonly toUnit: string;
  /** Disposition code of the assessment, or null when there was none; orders the inbox. */
  readonly disposition: string | null;
  readonly sbar: Sbar;
  readonly offeredBy: Actor;
  readonly offeredAt: string;
  readonly phase: HandoffPhase;
  readonly holder: Actor | null;
  readonly takenAt: string | null;
  /** The receiver's own words of what was handed over. */
  readonly readBack: string | null;
  readonly endedAt: string | null;
  readonly returnReason: string | null;
  readonly noteCount: number;
}

// Keeps QC4. What the table of costs shows, and in which order.
import type { QuestionCostView } from '../../../../shared/protocol/authoringViews.ts';

export const costColumns = ['asked', 'median', 'total', 'changed'] as const;
export type CostColumn = (typeof costColumns)[number];

export interface CostSummary {
  /** Questions that were asked, the dearest by the chosen column first. */
  readonly rows: readonly QuestionCostView[];
  /** Assessments the figures come from. */
  readonly assessments: number;
  readonly neverAsked: number;
  /** The question that took most time and never changed an outcome. */
  readonly idle: QuestionCostView | null;
}

export function summarizeCosts(costs: readonly QuestionCostView[], by: CostColumn): CostSummary {
  const asked = costs.filter((one) => one.asked > 0);
  const withoutEffect = asked.filter((one) => one.changedOutcome === 0 && one.totalMs > 0);
  return {
    rows: asked.toSorted((left, right) => worthOf(right, by) - worthOf(left, by)),
    assessments: Math.max(0, ...asked.map((one) => one.asked)),
    neverAsked: costs.length - asked.length,
    idle: withoutEffect.toSorted((left, right) => right.totalMs - left.totalMs)[0] ?? null,
  };
}

/** In whole percent; an outcome that changed once is never shown as none. */
export function changedShare({ asked, changedOutcome }: QuestionCostView): number {
  if (changedOutcome === 0 || asked === 0) return 0;
  return Math.max(1, Math.round((100 * changedOutcome) / asked));
}

/** `0,4 s`, `12 s`, `3 min 20 s`: what a lead compares, not what a stopwatch says. */
export function splitTime(ms: number): { readonly minutes: number; readonly seconds: string } {
  if (ms < tenthsBelowMs) return { minutes: 0, seconds: (Math.round(ms / 100) / 10).toLocaleString('fi-FI') };
  const seconds = Math.round(ms / 1_000);
  return { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60) };
}
const tenthsBelowMs = 9_950;

function worthOf(cost: QuestionCostView, by: CostColumn): number {
  if (by === 'asked') return cost.asked;
  if (by === 'median') return cost.medianMs ?? -1;
  return by === 'total' ? cost.totalMs : cost.changedOutcome / cost.asked;
}

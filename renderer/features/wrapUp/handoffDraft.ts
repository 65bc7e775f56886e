import type { HandoffDraft } from '../contact/callContext.ts';

const parts = ['situation', 'background', 'assessment', 'recommendation'] as const;

/** A summary that was begun, as this window or one before it kept it; undefined when it is none. */
export function readHandoffDraft(stored: unknown): HandoffDraft | undefined {
  if (typeof stored !== 'object' || stored === null || !('toUnit' in stored) || !('sbar' in stored))
    return undefined;
  const { toUnit, sbar } = stored;
  if (typeof toUnit !== 'string' || typeof sbar !== 'object' || sbar === null) return undefined;
  const texts: Readonly<Record<string, unknown>> = { ...sbar };
  const [situation, background, assessment, recommendation] = parts.map((part) => texts[part]);
  if (typeof situation !== 'string' || typeof background !== 'string') return undefined;
  if (typeof assessment !== 'string' || typeof recommendation !== 'string') return undefined;
  return { toUnit, sbar: { situation, background, assessment, recommendation } };
}

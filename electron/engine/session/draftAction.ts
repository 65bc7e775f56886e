// Keeps WN27. Texts in a field that nobody has sent yet: kept for the one who types, at this desk alone.
import { dropDraft, dropDraftsBefore, saveDraft } from '../../../db/workstation/drafts.ts';
import { isoTime } from '../../../platform/clock.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import type { Args } from '../command.ts';
import type { EngineState } from '../engineState.ts';

/** What nobody has come back to in a week is not kept longer: it is about clients. */
const keptMs = 7 * 24 * 3_600_000;

export function keepDraft(
  { memory, signIn, parts }: EngineState,
  { key, value }: Args<'desk.keepDraft'>,
): { key: string } | Refusal {
  const { store } = memory;
  const session = signIn.session();
  if (store === null || session === null) return { refused: 'notSignedIn' };
  store.write(({ db }) => {
    if (value === null) dropDraft(db, session.user, key);
    else saveDraft(db, session.user, { key, value, at: isoTime(parts.clock) });
    dropDraftsBefore(db, new Date(parts.clock.now() - keptMs).toISOString());
  });
  return { key };
}

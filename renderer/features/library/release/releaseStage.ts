// Keeps LW8. How far a text is on its way into calls, and what keeps this person from approving it.
import type { ScriptSourceView } from '../../../../shared/protocol/authoringViews.ts';

/** As the region counts them: two people, one text. */
export const approvalsNeeded = 2;

export type ReleaseStage = 'collecting' | 'ready' | 'asked' | 'released';

export function releaseStage(
  source: Pick<ScriptSourceView, 'status' | 'approvals' | 'release'>,
): ReleaseStage {
  if (source.status === 'released' || source.status === 'withdrawn') return 'released';
  if (source.release.asked !== null) return 'asked';
  const people = new Set(source.approvals.map((one) => one.by.user));
  return people.size >= approvalsNeeded ? 'ready' : 'collecting';
}

export interface Approving {
  readonly source: Pick<ScriptSourceView, 'status' | 'approvals' | 'release' | 'otherTexts'>;
  readonly user: string;
  readonly mayAuthor: boolean;
  readonly isProved: boolean;
  readonly isSaved: boolean;
}

export type ApprovalBlock =
  | 'release.notYou'
  | 'release.twoTexts'
  | 'release.yours'
  | 'release.enough'
  | 'release.unsaved'
  | 'release.proofFirst';

/** Why this person may not approve this text now, as a text of the window; null when they may. */
export function approvalBlock({
  source,
  user,
  mayAuthor,
  isProved,
  isSaved,
}: Approving): ApprovalBlock | null {
  if (!mayAuthor) return 'release.notYou';
  if (source.otherTexts.length > 0) return 'release.twoTexts';
  if (!isSaved) return 'release.unsaved';
  if (releaseStage(source) !== 'collecting') return 'release.enough';
  if (source.approvals.some((one) => one.by.user === user)) return 'release.yours';
  return isProved ? null : 'release.proofFirst';
}

import { describe, expect, it } from 'vitest';
import {
  type Approving,
  approvalBlock,
  releaseStage,
} from '../../../../renderer/features/library/release/releaseStage.ts';
import { answersOf, given } from '../../../../renderer/features/library/trial/trialAnswers.ts';
import { heino, lahti } from '../../../../renderer/stories/library/libraryRecords.ts';

const at = '2026-02-03T10:00:00.000Z';
const approval = (by: typeof heino) => ({ by, at, title: 'Vastaava lääkäri' });
const draft: Approving['source'] = {
  status: 'draft',
  approvals: [],
  release: { asked: null, refused: null },
  otherTexts: [],
};
const asking = (more: Partial<Approving> = {}) =>
  approvalBlock({
    source: draft,
    user: 'lead.heino',
    mayAuthor: true,
    isProved: true,
    isSaved: true,
    ...more,
  });

describe('the way of a text into calls', () => {
  it('[LW8] two different people make it ready, one of them twice does not', () => {
    expect(releaseStage(draft)).toBe('collecting');
    expect(releaseStage({ ...draft, approvals: [approval(heino), approval(heino)] })).toBe('collecting');
    expect(releaseStage({ ...draft, approvals: [approval(heino), approval(lahti)] })).toBe('ready');
    expect(releaseStage({ ...draft, release: { asked: { by: heino, at }, refused: null } })).toBe('asked');
    expect(releaseStage({ ...draft, status: 'released' })).toBe('released');
    expect(releaseStage({ ...draft, status: 'withdrawn' })).toBe('released');
  });

  it('[LW8] a proved, saved text is approved by a lead who has not approved it yet', () => {
    expect(asking()).toBeNull();
    expect(asking({ source: { ...draft, approvals: [approval(lahti)] } })).toBeNull();
  });

  it('[LW8] what stands in the way is said, the weightiest first', () => {
    const two = { ...draft, otherTexts: [{ text: 'x', by: lahti, at }] };
    expect(asking({ mayAuthor: false, source: two })).toBe('release.notYou');
    expect(asking({ source: two, isSaved: false })).toBe('release.twoTexts');
    expect(asking({ isSaved: false, isProved: false })).toBe('release.unsaved');
    expect(asking({ source: { ...draft, approvals: [approval(heino), approval(lahti)] } })).toBe(
      'release.enough',
    );
    expect(asking({ source: { ...draft, approvals: [approval(heino)] } })).toBe('release.yours');
    expect(asking({ isProved: false })).toBe('release.proofFirst');
  });
});

describe('a trial', () => {
  it('[LW7] a changed answer keeps its place, a new one comes last', () => {
    const told = given(given([], { questionId: 'a', answer: 'yes' }), { questionId: 'b', answer: 3 });
    const changed = given(told, { questionId: 'a', answer: 'no' });
    expect(changed.map((one) => one.questionId)).toEqual(['a', 'b']);
    expect(answersOf(changed)).toEqual({ a: 'no', b: 3 });
  });
});

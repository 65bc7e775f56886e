// Keeps PL7 at the region: who has a call may begin its plan, whoever began it first.
import { describe, expect, it } from 'vitest';
import type { Judged } from '../../../server/acceptOps.ts';
import { after, judge, open, type World } from '../../kit/judging.ts';
import { makeOp, opening } from '../../kit/makeOps.ts';

describe('the plan of a call that two units have', () => {
  const plan = (deskSeq: number, type: string, body: object, session = 'session_social') =>
    makeOp({ deskSeq, kind: 'plan', record: 'plan_one', type, body, session });
  const drafted = { contactId: 'contact_one', clientId: null };
  const toSocial = { unit: 'unit_social' };

  /** A nurse's call, handed over or not, and the plan that a colleague began without knowing. */
  function callWithPlan(isShared: boolean): World {
    const share = makeOp({ deskSeq: 2, type: 'contact.shared', body: toSocial });
    const ops = [open(1), ...(isShared ? [share] : [])];
    const begun = plan(1, 'plan.drafted', drafted, 'session_colleague');
    const judged = judge([
      { desk: 'desk_a', ops },
      { desk: 'desk_b', ops: [begun] },
    ]);
    return after(judged, ops.length + 1, { desk_a: ops.length, desk_b: 1 });
  }

  const line = { lineId: 'l-1', text: 'Niemisen', responsible: '', due: '', from: [] };
  const refusedIn = (judged: Judged) => judged.rows.ops.map((row) => row.refused?.reason ?? null);

  it('[PL7] is begun once more by whoever has the call, and is theirs too', () => {
    const ops = [
      plan(1, 'plan.drafted', drafted),
      plan(2, 'plan.shared', toSocial),
      plan(3, 'plan.lineAdded', line),
    ];
    const judged = judge([{ desk: 'desk_s', ops }], callWithPlan(true));
    expect(refusedIn(judged)).toEqual([null, null, null]);
    expect(judged.records.get('plan/plan_one')?.scopes).toEqual(['unit:unit_health', 'unit:unit_social']);
  });

  it('[PL7] is nobody’s who has not the call, whatever they say of it', () => {
    const other = { ...drafted, contactId: 'contact_own' };
    const own = makeOp({
      deskSeq: 1,
      record: 'contact_own',
      type: 'contact.opened',
      body: opening,
      session: 'session_social',
    });
    const ops = [
      own,
      plan(2, 'plan.drafted', other),
      plan(3, 'plan.drafted', drafted),
      plan(4, 'plan.shared', toSocial),
    ];
    const judged = judge([{ desk: 'desk_s', ops }], callWithPlan(false));
    expect(refusedIn(judged)).toEqual([null, 'notAllowed', 'notAllowed', 'notAllowed']);
  });

  it('[PL7] goes to no unit that has not the call, and takes nothing else from who is not in it', () => {
    const ops = [
      plan(1, 'plan.shared', { unit: 'unit_else' }),
      plan(2, 'plan.lineAdded', line),
      plan(3, 'plan.drafted', { ...drafted, contactId: 'contact_other' }),
    ];
    const judged = judge([{ desk: 'desk_s', ops }], callWithPlan(true));
    expect(refusedIn(judged)).toEqual(['notAllowed', 'notAllowed', 'notAllowed']);
  });
});

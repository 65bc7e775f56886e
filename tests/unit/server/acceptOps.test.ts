import { describe, expect, it } from 'vitest';
import { acceptOps, type Judged } from '../../../server/acceptOps.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { opBodyBytesMax } from '../../../shared/op/op.ts';
import { after, judge, load, nurse, open, receivedAt } from '../../kit/judging.ts';
import { makeOp, opening } from '../../kit/makeOps.ts';

function settlementAt(judged: Judged, at = 0) {
  const outcome = judged.outcomes[at];
  if (outcome?.kind !== 'answer' || !outcome.answer.ok)
    throw new Error(`not settled: ${JSON.stringify(outcome)}`);
  return outcome.answer.settlement;
}

function stateOf<T>(judged: Judged, record: string): T {
  return judged.records.get(record)?.state as T;
}

describe('order', () => {
  it('[RG3] gives every op the next seq and tells it as ranges', () => {
    const judged = judge([
      { desk: 'desk_a', ops: [open(1), makeOp({ deskSeq: 2 })] },
      { desk: 'desk_b', ops: [makeOp({ deskSeq: 1, session: 'session_colleague' })] },
    ]);
    expect(settlementAt(judged).ranges).toEqual([{ from: 1, to: 2, seq: 1 }]);
    expect(settlementAt(judged, 1).ranges).toEqual([{ from: 1, to: 1, seq: 3 }]);
    expect(judged.rows.ops.map((row) => row.op.seq)).toEqual([1, 2, 3]);
    expect(stateOf<Contact>(judged, 'contact/contact_one').noteCount).toBe(2);
    expect(judged.rows.records).toHaveLength(1);
  });

  it('[RG3] a gap is told with the high-water mark, and nothing is stored', () => {
    const judged = judge([{ desk: 'desk_a', ops: [makeOp({ deskSeq: 7 })] }], { highWaters: { desk_a: 4 } });
    expect(judged.outcomes).toEqual([{ kind: 'answer', answer: { ok: false, code: 'gap', highWater: 4 } }]);
    expect(judged.rows.ops).toEqual([]);
  });

  it('[RG4] what was here before is not stored again', () => {
    const world = { highWaters: { desk_a: 2 }, head: 2 };
    const judged = judge(
      [{ desk: 'desk_a', ops: [open(1), makeOp({ deskSeq: 2 }), makeOp({ deskSeq: 3 })] }],
      world,
    );
    expect(judged.outcomes).toEqual([{ kind: 'again', after: 0, upto: 3, receivedAt }]);
    expect(judged.rows.ops.map((row) => row.op.deskSeq)).toEqual([3]);
  });

  it('[RG58] what another disk of the same name sends is neither taken nor told as settled', () => {
    const world = { highWaters: { desk_a: 2 }, head: 2 };
    const [own, others, next] = [makeOp({ deskSeq: 2 }), makeOp({ deskSeq: 2 }), makeOp({ deskSeq: 3 })];
    const stands = [{ desk: 'desk_a', deskSeq: 2, id: own.id }];
    const outcomes = (...pushes: (typeof own)[][]) => {
      const judged = acceptOps(
        { ...load(world), own: stands },
        pushes.map((ops) => ({ desk: 'desk_a', ops })),
        receivedAt,
      );
      const told = judged.outcomes.map((one) =>
        one.kind === 'answer' ? one.answer : { after: one.after, upto: one.upto },
      );
      return { told, stored: judged.rows.ops.map((row) => row.op.id) };
    };
    const sayHello = { ok: false, code: 'sayHello' };
    expect(outcomes([others, next])).toEqual({ told: [sayHello], stored: [] });
    expect(outcomes([others])).toEqual({ told: [sayHello], stored: [] });
    expect(outcomes([own, next])).toEqual({ told: [{ after: 1, upto: 3 }], stored: [next.id] });
    // The first of them came in the same moment.
    const second = makeOp({ deskSeq: 3 });
    expect(outcomes([own, next], [second, makeOp({ deskSeq: 4 })])).toEqual({
      told: [{ after: 1, upto: 3 }, sayHello],
      stored: [next.id],
    });
  });

  it('[RG4] the same op under another desk name points at its first outcome', () => {
    const first = open(1);
    const known = judge([{ desk: 'desk_a', ops: [first] }]).rows.ops[0];
    if (known === undefined) throw new Error('nothing was stored');
    const again = judge(
      [
        {
          desk: 'desk_copy',
          ops: [
            { ...first, deskSeq: 1 },
            { ...open(2), record: first.record },
          ],
        },
      ],
      {
        head: 1,
        highWaters: { desk_a: 1 },
        origins: { desk_copy: ['desk_a'] },
        ops: new Map([[first.id, { op: known.op, refused: null }]]),
      },
    );
    expect(again.rows.echoes).toEqual([{ desk: 'desk_copy', deskSeq: 1, seq: 1, op: null }]);
    expect(again.rows.ops.map((row) => row.op.seq)).toEqual([2]);
    expect(settlementAt(again).ranges).toEqual([{ from: 1, to: 2, seq: 1 }]);
  });

  it('[RG4] an id that comes again with other content changes nothing and is kept for review', () => {
    const first = open(1);
    const judged = judge([{ desk: 'desk_a', ops: [first, makeOp({ id: first.id, deskSeq: 2 })] }]);
    expect(judged.rows.ops).toHaveLength(1);
    expect(judged.rows.echoes[0]?.op).toMatchObject({ type: 'contact.noteAdded', deskSeq: 2 });
    expect(stateOf<Contact>(judged, 'contact/contact_one').noteCount).toBe(0);
    const note = makeOp({ deskSeq: 2, body: { text: 'yksi' } });
    const other = makeOp({ id: note.id, deskSeq: 3, body: { text: 'kaksi' } });
    const notes = judge([{ desk: 'desk_a', ops: [open(1), note, other] }]);
    expect(notes.rows.echoes.map((row) => row.op?.body)).toEqual([{ text: 'kaksi' }]);
    expect(stateOf<Contact>(notes, 'contact/contact_one').noteCount).toBe(1);
  });

  it.each([
    ['half an action', [{ deskSeq: 1, action: { id: 'x', part: 1, of: 2 } }]],
    ['an action that starts in the middle', [{ deskSeq: 1, action: { id: 'x', part: 2, of: 2 } }]],
    ['a hole', [{ deskSeq: 1 }, { deskSeq: 3 }]],
    [
      'two actions mixed',
      [
        { deskSeq: 1, action: { id: 'x', part: 1, of: 2 } },
        { deskSeq: 2, action: { id: 'y', part: 2, of: 2 } },
      ],
    ],
  ])('[RG5] %s is refused whole', (_name, sketches) => {
    const judged = judge([{ desk: 'desk_a', ops: sketches.map((sketch) => makeOp(sketch)) }]);
    expect(judged.outcomes[0]).toMatchObject({ answer: { ok: false, code: 'badOp' } });
    expect(judged.rows.ops).toEqual([]);
  });
});

describe('authors', () => {
  it('[RG6] user, role, unit and desk come from the session, whatever the message says', () => {
    const judged = judge([{ desk: 'desk_a', ops: [open(1)] }]);
    const expected = { user: 'nurse.laine', role: 'nurse', unit: 'unit_health', desk: 'desk_a' };
    expect(judged.rows.ops[0]?.op.by).toEqual(expected);
    expect(stateOf<Contact>(judged, 'contact/contact_one')).toMatchObject({
      unit: 'unit_health',
      answeredBy: expected,
    });
  });

  it.each([
    ['no session', 'session_nobody'],
    ['another desk’s session', 'session_colleague'],
  ])('[RG6] an op with %s is kept as refused', (_name, session) => {
    const judged = judge([{ desk: 'desk_a', ops: [makeOp({ deskSeq: 1, session })] }]);
    expect(settlementAt(judged).refused).toEqual([{ deskSeq: 1, refusal: { reason: 'notSignedIn' } }]);
    expect(judged.rows.ops[0]).toMatchObject({
      refused: { reason: 'notSignedIn' },
      op: { body: { text: 'note 1' } },
    });
    expect(judged.rows.feed).toEqual([]);
  });

  it('[RG30] the same person, signed in again, speaks for a session that a restored region never heard of', () => {
    const forgotten = { session: 'session_forgotten', by: { user: 'nurse.laine', role: 'admin' } };
    const ops = [
      makeOp({ deskSeq: 1, type: 'contact.opened', body: opening, ...forgotten }),
      makeOp({ deskSeq: 2, ...forgotten, by: { user: 'nurse.virta' } }),
      makeOp({ deskSeq: 3, session: 'session_colleague', by: { user: 'nurse.laine' } }),
    ];
    const judged = judge([{ desk: 'desk_a', ops, signedIn: nurse }]);
    const refusal = { reason: 'notSignedIn' };
    expect(settlementAt(judged).refused).toEqual([
      { deskSeq: 2, refusal },
      { deskSeq: 3, refusal },
    ]);
    expect(judged.rows.ops[0]?.op.by).toEqual({
      user: 'nurse.laine',
      role: 'nurse',
      unit: 'unit_health',
      desk: 'desk_a',
    });
  });

  it('[RG6] a desk that got a new name still speaks with its old sessions', () => {
    const judged = judge([{ desk: 'desk_copy', ops: [open(1)] }], { origins: { desk_copy: ['desk_a'] } });
    expect(settlementAt(judged).refused).toEqual([]);
    expect(judged.rows.ops[0]?.op.by).toMatchObject({ user: 'nurse.laine', desk: 'desk_copy' });
  });

  it('[RG7] role and scope decide who may author; the op stays in the log', () => {
    const opened = judge([{ desk: 'desk_a', ops: [open(1)] }]);
    const judged = judge(
      [
        { desk: 'desk_l', ops: [makeOp({ deskSeq: 1, session: 'session_lead' })] },
        { desk: 'desk_s', ops: [makeOp({ deskSeq: 1, session: 'session_social' })] },
        {
          desk: 'desk_a',
          ops: [makeOp({ deskSeq: 2, type: 'contact.arrived', record: 'contact_two', body: opening })],
        },
      ],
      after(opened, 1, { desk_a: 1 }),
    );
    const refused = { refusal: { reason: 'notAllowed' } };
    for (const at of [0, 1, 2]) expect(settlementAt(judged, at).refused).toMatchObject([refused]);
    expect(judged.rows.ops).toHaveLength(3);
    expect(judged.rows.records).toEqual([]);
  });
});

describe('facts and claims', () => {
  it('[RG8] of two who answer one contact the first holds it, the other is told who', () => {
    const system = { ...nurse, id: 'session_system', role: 'system', user: 'system', desk: 'telephony' };
    const arrived = judge(
      [
        {
          desk: 'telephony',
          ops: [makeOp({ deskSeq: 1, type: 'contact.arrived', body: opening, session: 'session_system' })],
        },
      ],
      { sessions: [system] },
    );
    const judged = judge(
      [
        {
          desk: 'desk_b',
          ops: [makeOp({ deskSeq: 1, type: 'contact.answered', session: 'session_colleague' })],
        },
        { desk: 'desk_a', ops: [makeOp({ deskSeq: 1, type: 'contact.answered' }), makeOp({ deskSeq: 2 })] },
      ],
      after(arrived, 1, {}),
    );
    expect(settlementAt(judged, 1).refused).toEqual([
      {
        deskSeq: 1,
        refusal: {
          reason: 'alreadyAnswered',
          by: { user: 'nurse.virta', desk: 'desk_b' },
          at: '2026-11-21T08:00:00.000Z',
        },
      },
    ]);
    const contact = stateOf<Contact>(judged, 'contact/contact_one');
    expect(contact).toMatchObject({ phase: 'talking', noteCount: 1, answeredBy: { user: 'nurse.virta' } });
  });

  it('[RG8] a fact is never refused for the record it is about, a claim on nothing is', () => {
    const judged = judge([
      { desk: 'desk_a', ops: [makeOp({ deskSeq: 1 }), makeOp({ deskSeq: 2, type: 'contact.answered' })] },
    ]);
    expect(settlementAt(judged).refused).toEqual([{ deskSeq: 2, refusal: { reason: 'notFound' } }]);
    expect(judged.rows.feed).toEqual([{ scope: 'unit:unit_health', pos: 1, seq: 1 }]);
  });

  it.each([
    ['a body of the wrong shape', { type: 'contact.noteAdded', body: { text: 4 } }, 'invalid'],
    ['a lone surrogate', { type: 'contact.noteAdded', body: { text: 'a\ud800b' } }, 'invalid'],
    ['a field too many', { type: 'contact.answered', body: { extra: 1 } }, 'invalid'],
    ['a fact of another kind of record', { type: 'plan.drafted', body: {} }, 'invalid'],
    ['a body too large', { type: 'contact.future', body: 'ä'.repeat(opBodyBytesMax / 2) }, 'tooLarge'],
  ])('[RG8] %s is kept as refused, without its body, and what follows goes on', (_name, sketch, reason) => {
    const judged = judge([
      { desk: 'desk_a', ops: [open(1), makeOp({ ...sketch, deskSeq: 2 }), makeOp({ deskSeq: 3 })] },
    ]);
    expect(settlementAt(judged)).toMatchObject({
      ranges: [{ from: 1, to: 3, seq: 1 }],
      refused: [{ deskSeq: 2, refusal: { reason } }],
    });
    expect(judged.rows.ops[1]?.op.body).toBeNull();
    expect(stateOf<Contact>(judged, 'contact/contact_one').noteCount).toBe(1);
  });

  it('[RG8] a rule that breaks on an op costs that op alone', () => {
    const broken = { state: { unit: 'unit_health' }, seq: 1, scopes: ['unit:unit_health'], logged: true };
    const judged = judge(
      [
        {
          desk: 'desk_a',
          ops: [
            makeOp({ deskSeq: 1, type: 'contact.emergencyStepTaken', body: { step: 'opened' } }),
            open(2, 'contact_two'),
          ],
        },
      ],
      { head: 1, records: { 'contact/contact_one': broken } },
    );
    expect(judged.broken).toHaveLength(1);
    expect(settlementAt(judged).refused).toEqual([{ deskSeq: 1, refusal: { reason: 'invalid' } }]);
    expect(judged.records.get('contact/contact_two')?.seq).toBe(3);
  });

  it('[RG9] an op of a newer program is stored, fed and left unfolded', () => {
    const judged = judge([
      {
        desk: 'desk_a',
        ops: [open(1), makeOp({ deskSeq: 2, type: 'contact.dreamed', body: { of: 'later' } })],
      },
    ]);
    expect(settlementAt(judged).refused).toEqual([]);
    expect(judged.rows.ops[1]).toMatchObject({ kept: true, op: { body: { of: 'later' } } });
    expect(judged.rows.feed).toHaveLength(2);
    expect(judged.records.get('contact/contact_one')?.seq).toBe(2);
  });
});

describe('scopes', () => {
  it('[RG10] a record that enters a scope is fed there with its whole history', () => {
    const opened = judge([{ desk: 'desk_a', ops: [open(1), makeOp({ deskSeq: 2 })] }]);
    expect(opened.rows.widened).toEqual([]);
    const judged = judge(
      [
        {
          desk: 'desk_a',
          ops: [
            makeOp({ deskSeq: 3, type: 'contact.shared', body: { unit: 'unit_social' } }),
            makeOp({ deskSeq: 4 }),
          ],
        },
      ],
      after(opened, 2, { desk_a: 2 }),
    );
    expect(judged.rows.widened).toEqual([
      { scope: 'unit:unit_social', pos: 3, record: 'contact/contact_one' },
    ]);
    expect(judged.rows.feed).toEqual([
      { scope: 'unit:unit_health', pos: 3, seq: 3 },
      { scope: 'unit:unit_social', pos: 3, seq: 3 },
      { scope: 'unit:unit_health', pos: 4, seq: 4 },
      { scope: 'unit:unit_social', pos: 4, seq: 4 },
    ]);
  });

  it('[RG10] what was said before the record was known is fed when it is', () => {
    const judged = judge([{ desk: 'desk_a', ops: [makeOp({ deskSeq: 1 }), open(2)] }]);
    expect(judged.rows.widened).toEqual([
      { scope: 'unit:unit_health', pos: 2, record: 'contact/contact_one' },
    ]);
  });
});

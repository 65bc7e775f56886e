import { expect, test } from 'vitest';
import type { Handoff } from '../../../../shared/domain/handoff/handoff.ts';
import { mayEnd, mayTake, mayWithdraw } from '../../../../shared/domain/handoff/handoffFacts.ts';
import { applyOp } from '../../../../shared/op/foldOps.ts';
import { opCatalogue, scopesOf } from '../../../../shared/op/opCatalogue.ts';
import { foldAll, laine, makeOp } from '../make.ts';

const salo = { user: 'coordinator.salo', role: 'coordinator', unit: 'unit_coordination', desk: 'desk_c' };
const aalto = { ...salo, user: 'coordinator.aalto', desk: 'desk_d' };
const sbar = { situation: 's', background: 'b', assessment: 'a', recommendation: 'r' };
const offered = () =>
  makeOp('handoff', 'handoff.offered', {
    contactId: 'contact_1',
    clientId: null,
    planId: null,
    toUnit: 'unit_coordination',
    disposition: 'assessment_7wd',
    sbar,
  });
const taken = (by = salo) => makeOp('handoff', 'handoff.taken', { readBack: 'kertaan…' }, { by });

test('[HO1] the first take holds, the second is refused with who and when', () => {
  const handoff = foldAll<Handoff>([offered(), taken()]);
  expect(handoff).toMatchObject({ phase: 'taken', holder: salo });
  expect(mayTake(handoff)).toEqual({
    refused: 'alreadyTaken',
    by: { user: 'coordinator.salo', desk: 'desk_c' },
    at: '2026-11-21T03:40:00.000Z',
  });
});

test('[HO6] only the holder finishes or gives back, and giving back needs a reason', () => {
  const handoff = foldAll<Handoff>([offered(), taken()]);
  expect(mayEnd(handoff, aalto)?.refused).toBe('notHolder');
  expect(mayEnd(handoff, salo)).toBeNull();
  expect(opCatalogue['handoff.returned'].schema.safeParse({ reason: '  ' }).success).toBe(false);
  const returned = applyOp(
    handoff,
    makeOp('handoff', 'handoff.returned', { reason: 'väärä alue' }, { by: salo }),
    3,
  );
  expect(returned).toMatchObject({ phase: 'returned', returnReason: 'väärä alue' });
  expect(mayEnd(returned as Handoff, salo)?.refused).toBe('alreadyDone');
});

test('[HO7] the offering unit withdraws what nobody has taken', () => {
  const handoff = foldAll<Handoff>([offered()]);
  expect(mayWithdraw(handoff, laine)).toBeNull();
  expect(mayWithdraw(handoff, salo)?.refused).toBe('notAllowed');
  expect(mayWithdraw(foldAll<Handoff>([offered(), taken()]), laine)?.refused).toBe('alreadyTaken');
  const withdrawn = foldAll<Handoff>([offered(), makeOp('handoff', 'handoff.withdrawn', {})]);
  expect(mayTake(withdrawn)?.refused).toBe('notOffered');
});

test('[AC5] a handoff belongs to the scopes of both units', () => {
  expect(scopesOf('handoff', foldAll<Handoff>([offered()]))).toEqual([
    'unit:unit_health',
    'unit:unit_coordination',
  ]);
});

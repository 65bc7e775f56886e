import { expect, test } from 'vitest';
import { fieldValue, isDisputed } from '../../../../shared/domain/field/field.ts';
import type { Plan } from '../../../../shared/domain/plan/plan.ts';
import { opCatalogue, scopesOf } from '../../../../shared/op/opCatalogue.ts';
import { foldAll, makeOp, virta } from '../make.ts';

const drafted = () => makeOp('plan', 'plan.drafted', { contactId: 'contact_1', clientId: null });
const added = (lineId = 'l1') =>
  makeOp('plan', 'plan.lineAdded', {
    lineId,
    text: 'Turvapuhelin',
    responsible: '',
    due: '',
    from: ['falls'],
  });
const edited = (value: string, with_ = {}) =>
  makeOp('plan', 'plan.lineFieldSet', { lineId: 'l1', field: 'text', value }, with_);
const removed = (with_ = {}) => makeOp('plan', 'plan.lineRemoved', { lineId: 'l1' }, with_);

test('[PL1] a drafted line names the questions it came from', () => {
  expect(foldAll<Plan>([drafted(), added()]).lines.l1?.from).toEqual(['falls']);
  expect(
    opCatalogue['plan.lineAdded'].schema.safeParse({ lineId: 'l1', text: 'x', responsible: '', due: '' })
      .success,
  ).toBe(false);
});

test('[PL2] a removal seen by all takes the line away', () => {
  const plan = foldAll<Plan>([drafted(), added(), removed({ basis: 2, by: virta })]);
  expect(Object.keys(plan.lines)).toEqual([]);
  expect(Object.keys(plan.removedLines)).toEqual(['l1']);
});

test('[PL2] an edit that came before an unseeing removal keeps the line', () => {
  const plan = foldAll<Plan>([
    drafted(),
    added(),
    edited('Turvaranneke', { basis: 2 }),
    removed({ basis: 2, by: virta }),
  ]);
  expect(fieldValue(plan.lines.l1?.text)).toBe('Turvaranneke');
});

test('[PL2] an edit made without having seen the removal brings the line back', () => {
  const plan = foldAll<Plan>([
    drafted(),
    added(),
    removed({ basis: 2, by: virta }),
    edited('Turvaranneke', { basis: 2 }),
  ]);
  expect(fieldValue(plan.lines.l1?.text)).toBe('Turvaranneke');
});

test('[PL3] advice only is recorded with its reason and may be taken back', () => {
  const only = (reason: string | null) => makeOp('plan', 'plan.adviceOnlySet', { reason });
  expect(fieldValue(foldAll<Plan>([drafted(), only('neuvonta riitti')]).adviceOnly)).toBe('neuvonta riitti');
  expect(fieldValue(foldAll<Plan>([drafted(), only('neuvonta riitti'), only(null)]).adviceOnly)).toBeNull();
});

test('[PL4] a shared plan belongs to the scopes of both units', () => {
  const plan = foldAll<Plan>([drafted(), makeOp('plan', 'plan.shared', { unit: 'unit_coordination' })]);
  expect(scopesOf('plan', plan)).toEqual(['unit:unit_health', 'unit:unit_coordination']);
});

test('[PL5] two edits of one line made apart keep both texts', () => {
  const plan = foldAll<Plan>([
    drafted(),
    added(),
    edited('Turvaranneke', { basis: 2 }),
    edited('Turvakello', { basis: 2, by: virta }),
  ]);
  expect(isDisputed(plan.lines.l1?.text)).toBe(true);
});

test('[PL6] agreeing records who and when', () => {
  const plan = foldAll<Plan>([drafted(), makeOp('plan', 'plan.agreed', {})]);
  expect(plan).toMatchObject({
    agreedBy: { user: 'nurse.laine' },
    agreedAt: '2026-11-21T03:40:00.000Z',
    agreedBasis: 0,
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPlainPush } from '../../../../shared/protocol/plainPush.ts';
import { push, pushOpsMax } from '../../../../shared/protocol/regionProtocol.ts';
import { makeOp } from '../../../kit/makeOps.ts';

const sound = JSON.stringify(makeOp({ deskSeq: 3 }));

function soundOp(): Record<string, unknown> {
  return JSON.parse(sound) as Record<string, unknown>;
}

const edges = [
  ...[-1, -0, 0, 1, 1.5, 100, 101, 1000, 1001, 2 ** 53 - 1, 2 ** 53, Number.POSITIVE_INFINITY, Number.NaN],
  ...['', 'plan', 'Plan', 'plan_1', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(128), 'x'.repeat(129)],
  ...['2026-02-29T08:00:00Z', '2024-02-29T08:00:00.1Z', '2026-11-21T08:00:00+02:00', '2026-11-21'],
  ...[null, undefined, true, [], {}, [1], { kind: 'plan', id: 'plan_1' }, { id: 'a', part: 1, of: 1 }],
];

const paths: readonly string[][] = [
  ...Object.keys(soundOp()).map((key) => [key]),
  ...['kind', 'id', 'other'].map((key) => ['record', key]),
  ...['user', 'role', 'unit', 'desk', 'other'].map((key) => ['by', key]),
  ...['id', 'part', 'of', 'other'].map((key) => ['action', key]),
  ['other'],
  ['__proto__'],
];

const damage = fc.record({
  path: fc.constantFrom(...paths),
  drop: fc.boolean(),
  value: fc.oneof(fc.constantFrom<unknown>(...edges), fc.jsonValue(), fc.string({ maxLength: 140 })),
});

type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function damaged(op: Record<string, unknown>, { path, drop, value }: Damage): void {
  const inner = path.length === 2 ? op[path[0] ?? ''] : op;
  const key = path.at(-1) ?? '';
  if (typeof inner !== 'object' || inner === null) return;
  if (drop) Reflect.deleteProperty(inner, key);
  else Object.defineProperty(inner, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether it passes without the schema, which must then agree. */
function judge(damages: readonly Damage[]): boolean {
  const op = soundOp();
  for (const one of damages) damaged(op, one);
  const asked = { ops: [op] };
  if (!isPlainPush(asked)) return false;
  expect(push.safeParse(asked)).toStrictEqual({ success: true, data: asked });
  return true;
}

it('[RG20] what passes without the schema is what the schema gives back unchanged', () => {
  const each = paths.flatMap((path) => edges.map((value) => ({ path, drop: false, value })));
  const plain = each.filter((one) => judge([one])).length;
  expect(plain).toBeGreaterThan(100);
  for (const path of paths) judge([{ path, drop: true, value: null }]);
  void fc.assert(
    fc.property(fc.array(damage, { maxLength: 3 }), (damages) => {
      judge(damages);
    }),
    { numRuns: 2_000 },
  );
});

it('[RG20] what desks send needs no schema, and anything else gets to it', () => {
  expect(isPlainPush({ ops: [soundOp(), { ...soundOp(), body: { value: ['ä', null, 1] } }] })).toBe(true);
  for (const odd of [null, [], {}, { ops: [] }, { ops: {} }, { ops: [null] }, { ops: [soundOp()], more: 1 }])
    expect(isPlainPush(odd), JSON.stringify(odd)).toBe(false);
  expect(isPlainPush({ ops: Array.from({ length: pushOpsMax + 1 }, soundOp) })).toBe(false);
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isPlainBulletin,
  isPlainPage,
  readyBulletin,
  readyPage,
} from '../../../../shared/protocol/plainPage.ts';
import { bulletin, page } from '../../../../shared/protocol/regionProtocol.ts';
import { makeOp } from '../../../kit/makeOps.ts';

const op = { ...makeOp({ deskSeq: 3 }), seq: 7, receivedAt: '2026-11-21T08:00:00.000Z' };
const sound = JSON.stringify({ scopes: ['region'], after: 5, upto: 9, own: 2, more: false, ops: [op] });

type Part = Record<string, unknown>;

function soundPage(): Part & { ops: Part[] } {
  return JSON.parse(sound) as Part & { ops: Part[] };
}

const edges = [
  ...[-1, -0, 0, 1, 1.5, 2 ** 53 - 1, 2 ** 53, Number.POSITIVE_INFINITY, Number.NaN],
  ...['', 'plan', '2026-02-29T08:00:00Z', '2024-02-29T08:00:00.1Z', '2026-11-21T08:00:00+02:00'],
  ...[null, undefined, true, false, [], {}, [1], ['a'], [[]]],
];
const keys = ['scopes', 'after', 'upto', 'own', 'more', 'ops', 'other'];
const opKeys = [...Object.keys(op), 'refused', 'other'];

const damage = fc.record({
  key: fc.oneof(fc.constantFrom(...keys), fc.constantFrom(...opKeys)),
  inOp: fc.boolean(),
  drop: fc.boolean(),
  value: fc.oneof(fc.constantFrom<unknown>(...edges), fc.jsonValue()),
});
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

/** Whether it passes without the schema, which must then agree. */
function judge(damages: readonly Damage[]): boolean {
  const given = soundPage();
  for (const { key, inOp, drop, value } of damages) {
    const at: Part | undefined = inOp ? given.ops?.[0] : given;
    if (typeof at !== 'object' || at === null) continue;
    if (drop) Reflect.deleteProperty(at, key);
    else at[key] = value;
  }
  const isPlain = isPlainPage(given);
  const bySchema = page.safeParse(given);
  if (isPlain) expect(bySchema).toStrictEqual({ success: true, data: given });
  expect(readyPage.safeParse(given).data).toStrictEqual(bySchema.data);
  return isPlain;
}

it('[EN20] a page that passes without the schema is what the schema gives back unchanged', () => {
  const each = [true, false].flatMap((inOp) =>
    (inOp ? opKeys : keys).flatMap((key) => edges.map((value) => ({ key, inOp, drop: false, value }))),
  );
  expect(each.filter((one) => judge([one])).length).toBeGreaterThan(50);
  for (const inOp of [true, false])
    for (const key of inOp ? opKeys : keys) judge([{ key, inOp, drop: true, value: null }]);
  void fc.assert(
    fc.property(fc.array(damage, { maxLength: 3 }), (damages) => {
      judge(damages);
    }),
    { numRuns: 1_000 },
  );
});

it('[EN20] what the region feeds needs no schema, and anything else gets to it', () => {
  expect(isPlainPage(soundPage())).toBe(true);
  expect(isPlainPage({ ...soundPage(), ops: [] })).toBe(true);
  for (const odd of [
    null,
    [],
    {},
    { ...soundPage(), ops: [null] },
    { ...soundPage(), ops: [{ ...op, refused: null }] },
  ])
    expect(isPlainPage(odd), JSON.stringify(odd)).toBe(false);
});

it('[EN55] a bulletin that passes without the schema is what the schema gives back unchanged', () => {
  const given = { after: 5, upto: 9, uptoOp: 'op 1', ops: [op] };
  expect(isPlainBulletin(given)).toBe(true);
  for (const key of ['after', 'upto', 'uptoOp', 'ops', 'other'])
    for (const value of [...edges, undefined]) {
      const odd = { ...given, [key]: value };
      const bySchema = bulletin.safeParse(odd);
      if (isPlainBulletin(odd)) expect(bySchema).toStrictEqual({ success: true, data: odd });
      expect(readyBulletin.safeParse(odd).data).toStrictEqual(bySchema.data);
    }
});

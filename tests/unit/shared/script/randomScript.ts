import fc from 'fast-check';
import { type Block, blockSchema } from '../../../../shared/script/scriptFormat.ts';
import { type Authored, choice, number, rule, yesNo } from './makeScript.ts';

export interface RandomScript {
  readonly ask: readonly Authored[];
  readonly decide: readonly Authored[];
  readonly block: Block;
}

const codes = [
  'emergency_112',
  'ed_now',
  'nurse_2h',
  'same_day',
  'within_24h',
  'within_1_3d',
  'within_7d',
  'self_care',
];

const question = (id: string): fc.Arbitrary<Authored> =>
  fc.oneof(
    fc
      .record(
        {
          red_flag: fc.boolean(),
          good: fc.constantFrom('yes', 'no'),
          worse: fc.constantFrom('yes', 'no'),
          unknown: fc.constantFrom('worst', 'ignore', 'yes', 'no'),
        },
        { requiredKeys: ['red_flag'] },
      )
      .map((more) => yesNo(id, more)),
    fc
      .record({ unknown: fc.constantFrom('worst', 'ignore', 'b') }, { requiredKeys: [] })
      .map((more) => choice(id, ['a', 'b', 'c'], more)),
    fc
      .record(
        { unknown: fc.constantFrom('worst', 'ignore', 4), worse: fc.constantFrom('higher', 'lower') },
        { requiredKeys: ['worse'] },
      )
      .map((more) => number(id, more)),
  );

const atom = (asked: Authored): fc.Arbitrary<Authored> => {
  const { type, id: key } = asked;
  const id = String(key);
  const sure = [{ [id]: { sure: 'yes' } }, { [id]: { sure: 'no' } }];
  if (type === 'yes_no') return fc.constantFrom({ [id]: 'yes' }, { [id]: 'no' }, ...sure);
  if (type === 'choice') {
    return fc.constantFrom({ [id]: 'a' }, { [id]: { ne: 'b' } }, { [id]: { in: ['b', 'c'] } }, ...sure);
  }
  return fc.constantFrom(
    { [id]: { gte: 3 } },
    { [id]: { lt: 5 } },
    { [id]: { gt: 5 } },
    { [id]: { lte: 0 } },
    { [id]: { between: [2, 5] } },
    ...sure,
  );
};

const predicate = (ask: readonly Authored[]): fc.Arbitrary<Authored> =>
  fc.letrec<{ node: Authored }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...ask).chain(atom),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      tie('node').map((not) => ({ not })),
    ),
  })).node;

/** Two to four questions, up to four rules and perhaps a vulnerability row: small enough to try every answer. */
export const randomScript: fc.Arbitrary<RandomScript> = fc
  .integer({ min: 2, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => question(`q${index}`))))
  .chain((ask) =>
    fc.record({
      ask: fc.constant(ask),
      when: fc.array(predicate(ask), { minLength: 1, maxLength: 4 }),
      to: fc.array(fc.constantFrom(...codes), { minLength: 5, maxLength: 5 }),
      hasElse: fc.boolean(),
      raise: fc.option(fc.constantFrom<Authored>({}, { atLeast: 'within_24h' }), { nil: null }),
    }),
  )
  .map(({ ask, when, to, hasElse, raise }) => ({
    ask,
    decide: [
      ...when.map((condition, index) => rule(to[index] ?? 'self_care', condition)),
      ...(hasElse ? [rule(to[4] ?? 'self_care')] : []),
    ],
    block: blockSchema.parse({
      id: 'screen',
      version: 1,
      title: { fi: 'a', sv: 'b', en: 'c' },
      place: 'context',
      ask: [yesNo('c_worry')],
      raise:
        raise === null
          ? []
          : [
              {
                id: 'worry',
                when: { c_worry: 'yes' },
                ladder: 'any',
                because: { fi: 'a', sv: 'b', en: 'c' },
                ...raise,
              },
            ],
    }),
  }));

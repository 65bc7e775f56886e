/** One measured value of the product beside the same of its raw baseline, both from the same round. */
export interface Round {
  readonly value: number;
  readonly baseline: number;
}
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly ratio: { readonly min: number; readonly median: number; readonly max: number };
  readonly runs: number;
}

export interface Bench {
  readonly name: string;
  readonly unit: string;
  readonly what: string;
  /** Gives one round; `productFirst` says who starts, so that neither always has the warm machine. */
  readonly round: (productFirst: boolean) => Promise<readonly NamedRound[]>;
}
/** A bench may give several figures of one round: `part` is added to its name. */
export interface NamedRound extends Round {
  readonly part: string;
  readonly unit?: string;
}

export function medianOf(values: readonly number[]): number {
  return percentileOf(values, 0.5);
}

export function percentileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function figureOf(name: string, unit: string, rounds: readonly Round[]): Figure {
  const ratios = rounds.map((round) => round.value / round.baseline).toSorted((left, right) => left - right);
  return {
    name,
    value: rounded(medianOf(rounds.map((round) => round.value))),
    unit,
    baseline: rounded(medianOf(rounds.map((round) => round.baseline))),
    ratio: {
      min: rounded(ratios[0] ?? Number.NaN),
      median: rounded(medianOf(ratios)),
      max: rounded(ratios.at(-1) ?? Number.NaN),
    },
    runs: rounds.length,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Runs product and baseline one after the other in the order of this round. */
export async function inTurn<T>(
  productFirst: boolean,
  both: { product: () => Promise<T>; baseline: () => Promise<T> },
) {
  if (productFirst) {
    const product = await both.product();
    return { product, baseline: await both.baseline() };
  }
  const baseline = await both.baseline();
  return { product: await both.product(), baseline };
}

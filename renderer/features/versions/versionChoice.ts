// Keeps RC8. Two people wrote one field apart: both texts stand until a person chooses.
import type { FieldVersion } from '../../../shared/domain/field/field.ts';

export interface VersionPair<T> {
  readonly mine: FieldVersion<T>;
  readonly theirs: FieldVersion<T>;
}

/** Mine is the newest of this desk, theirs the newest of any other; two of others show the older as "mine". */
export function versionPair<T>(field: readonly FieldVersion<T>[], deskId: string): VersionPair<T> | null {
  const newest = [...field].reverse();
  const theirs = newest.find((one) => one.by.desk !== deskId) ?? newest[0];
  const mine = newest.find((one) => one.by.desk === deskId) ?? newest.find((one) => one !== theirs);
  return mine === undefined || theirs === undefined || mine === theirs ? null : { mine, theirs };
}

/** Both texts, the older first and each on its own line; a text inside the other is not repeated. */
export function bothTexts(pair: VersionPair<string>): string {
  const [first, second] =
    pair.mine.at <= pair.theirs.at
      ? [pair.mine.value, pair.theirs.value]
      : [pair.theirs.value, pair.mine.value];
  if (first.includes(second)) return first;
  return second.includes(first) ? second : `${first}\n${second}`;
}

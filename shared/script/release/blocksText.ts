/**
 * The shared blocks a script includes, in its order, each with the hash of its file. A release is signed together
 * with this, so that a later program cannot change what is asked without a new release.
 */
export function blocksText(includes: readonly string[], hashes: ReadonlyMap<string, string>): string {
  return includes.map((reference) => `${reference} ${hashes.get(reference) ?? 'missing'}\n`).join('');
}

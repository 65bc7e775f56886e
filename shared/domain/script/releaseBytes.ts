import type { Release, ScriptKey } from './scriptVersion.ts';

/** What the region signs: one line each, so that no two releases ever say the same bytes. */
export function releaseText({
  scriptId,
  version,
  hash,
  blocksHash,
}: ScriptKey & Pick<Release, 'hash' | 'blocksHash'>): string {
  return `luotsi script release 1\n${scriptId}\n${version}\n${hash}\n${blocksHash}\n`;
}

/** What an older key of the region signs when a new one takes over. */
export function keyChangeText(publicKey: string): string {
  return `luotsi region key 1\n${publicKey}\n`;
}

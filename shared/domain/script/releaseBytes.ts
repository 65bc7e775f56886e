import { sha256 } from '../../base/sha256.ts';
import { languages } from '../../base/text.ts';
import type { Release, ReleaseHead, ScriptKey } from './scriptVersion.ts';

export type SignedRelease = ScriptKey & Pick<Release, 'hash' | 'blocksHash' | 'head'>;

/** What the region signs: one line each, so that no two releases ever say the same bytes. */
export function releaseText({ scriptId, version, hash, blocksHash, head }: SignedRelease): string {
  const lines = [scriptId, String(version), hash, blocksHash, sha256(headText(head))];
  return `luotsi script release 1\n${lines.join('\n')}\n`;
}

/** In an order of its own, whatever order a store keeps keys in. */
function headText({ area, title, keywords, questions, include }: ReleaseHead): string {
  const inOrder = <T>(texts: Readonly<Record<(typeof languages)[number], T>>) =>
    languages.map((language) => texts[language]);
  return JSON.stringify([area, inOrder(title), inOrder(keywords), questions, include]);
}

/** What an older key of the region signs when a new one takes over. */
export function keyChangeText(publicKey: string): string {
  return `luotsi region key 1\n${publicKey}\n`;
}

// Keeps RL10, RL13: the pair that this region signs by, and its predecessors.
import {
  isSignedBy,
  keyIdOf,
  newSigningPair,
  type SigningPair,
  signText,
} from '../../platform/releaseSigning.ts';
import { keyChangeText, releaseText, type SignedRelease } from '../../shared/domain/script/releaseBytes.ts';
import type { Release } from '../../shared/domain/script/scriptVersion.ts';
import type { OfferedKey } from '../../shared/protocol/regionProtocol.ts';
import type { RegionStore } from '../store/regionStore.ts';

interface KeptKey extends SigningPair {
  /** The older key's signature over this one; null for the first. */
  readonly signature: string | null;
}

export interface ReleaseKeys {
  /** What desks are told, oldest first. */
  offered(): readonly OfferedKey[];
  sign(what: SignedRelease): Pick<Release, 'keyId' | 'signature'>;
}

async function readKeys(store: RegionStore): Promise<readonly KeptKey[]> {
  const first: KeptKey = { ...newSigningPair(), signature: null };
  return JSON.parse(await store.getReleaseKeys(JSON.stringify([first]))) as readonly KeptKey[];
}

/** Made at the first start, and kept in the region's own store from then on. */
export async function openReleaseKeys(store: RegionStore): Promise<ReleaseKeys> {
  const keys = await readKeys(store);
  const newest = keys.at(-1);
  if (newest === undefined) throw new Error('a region without a key for releases');
  return {
    offered: () => keys.map(({ publicKey, signature }) => ({ publicKey, signature })),
    sign: (what) => ({
      keyId: keyIdOf(newest.publicKey),
      signature: signText(newest.privateKey, releaseText(what)),
    }),
  };
}

/** A new pair, signed over by the one before it: desks that trust the old one trust the new. */
export async function changeReleaseKey(store: RegionStore): Promise<string> {
  const keys = await readKeys(store);
  const newest = keys.at(-1);
  if (newest === undefined) throw new Error('a region without a key for releases');
  const next = newSigningPair();
  const signature = signText(newest.privateKey, keyChangeText(next.publicKey));
  if (!isSignedBy(newest.publicKey, keyChangeText(next.publicKey), signature))
    throw new Error('the kept pair does not fit together');
  await store.saveReleaseKeys(JSON.stringify([...keys, { ...next, signature }]));
  return keyIdOf(next.publicKey);
}

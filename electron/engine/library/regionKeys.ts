// Keeps RL13: a desk trusts the first key it saw, and after it only keys that a trusted one has signed over.
import { isSignedBy, keyIdOf } from '../../../platform/releaseSigning.ts';
import { keyChangeText } from '../../../shared/domain/script/releaseBytes.ts';
import type { OfferedKey } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../record/deskStore.ts';

/** By the id that releases name. */
export function keysById(publicKeys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(publicKeys.map((key) => [keyIdOf(key), key]));
}

/** What is trusted after the region's offer, in its order: each key by the one before it. */
export function trustAfter(trusted: readonly string[], offered: readonly OfferedKey[]): readonly string[] {
  const known = [...trusted];
  for (const { publicKey, signature } of offered) {
    if (known.includes(publicKey)) continue;
    const isFirst = known.length === 0;
    const isHandedOver =
      signature !== null && known.some((key) => isSignedBy(key, keyChangeText(publicKey), signature));
    if (isFirst || isHandedOver) known.push(publicKey);
  }
  return known;
}

/** Says whether the region signs by a key that this desk does not trust. */
export function takeOfferedKeys(store: DeskStore, offered: readonly OfferedKey[]): 'trusted' | 'refused' {
  const before = store.meta().regionKeys;
  const after = trustAfter(before, offered);
  if (after.length > before.length) {
    store.write((write) => {
      write.setMeta('regionKeys', after);
      write.touch('scripts');
    });
  }
  return offered.every((one) => after.includes(one.publicKey)) ? 'trusted' : 'refused';
}

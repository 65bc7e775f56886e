import type { RegionStore } from '../store/regionStore.ts';

/**
 * A region restored to before it named a copy has never heard of that name. The sign-in proves whose copy it is, and
 * nobody else has used the name.
 */
export async function isKnownCopy(store: RegionStore, desk: string, signedInAs: string): Promise<boolean> {
  const { origins, highWater } = await store.getDesk(desk);
  if (origins.includes(signedInAs)) return true;
  if (origins.length > 0 || highWater > 0) return false;
  await store.addCopiedDesk(desk, signedInAs);
  return true;
}

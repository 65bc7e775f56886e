import { assertNoFallbackIn } from './shippable.ts';

/**
 * electron-builder calls this with what it wrote, before it makes an installer of it.
 * @param {{ appOutDir: string }} context
 */
export default async function afterPack(context) {
  assertNoFallbackIn(context.appOutDir);
}

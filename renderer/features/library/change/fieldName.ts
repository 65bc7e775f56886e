import { texts } from '../../../texts/fi.ts';
import type { TextKey, useText } from '../../../texts/useText.ts';

/**
 * `options.dog.sv` → `Vaihtoehdot · dog · ruotsi`: where two texts differ, in words. What has no words here, ids
 * above all, is said as it is written.
 */
export function fieldName(path: string, say: ReturnType<typeof useText<'library'>>): string {
  const parts: string[] = [];
  for (const [at, step] of path.split('.').entries()) {
    const key = `field.${step}`;
    // An option goes by its own name, whatever else has that name.
    const isOption = at === 1 && path.startsWith('options.');
    if (/^\d+$/.test(step)) parts.push(`${parts.pop() ?? ''} ${Number(step) + 1}`.trim());
    else parts.push(isKnown(key) && !isOption ? say(key) : step);
  }
  return parts.join(' · ');
}

function isKnown(key: string): key is TextKey<'library'> {
  return Object.hasOwn(texts.library, key);
}

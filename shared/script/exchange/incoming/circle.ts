import { type Gotos, gotoCycle } from '../../gotoCycle.ts';
import type { ForeignItem } from './resource.ts';

/** Questions that wait for each other are never asked: the way round, or null. What a group waits for, its items wait for. */
export function circleOf(items: readonly ForeignItem[]): readonly string[] | null {
  const waits = new Map<string, readonly string[]>();
  const visit = (item: ForeignItem, inherited: readonly string[]): void => {
    const named = [...new Set([...inherited, ...(item.enableWhen ?? []).map((one) => one.question)])];
    waits.set(item.linkId, named);
    for (const child of item.item ?? []) visit(child, named);
  };
  for (const item of items) visit(item, []);
  const gotos: Gotos = waits;
  for (const linkId of waits.keys()) {
    const circle = gotoCycle(linkId, gotos);
    if (circle !== null) return circle;
  }
  return null;
}

import type { RepairView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';

/** What went on and what is gone, in sentences; the same on the notice and in the outbox. */
export function useRepairText(): (repair: RepairView) => string {
  const say = useText('outbox');
  return (repair) => {
    const { saved, missing, counted } = repair;
    if (isWhole(repair) && saved === 0) return say('repair.nothingWaited');
    return [
      say('repair.saved', { count: saved }),
      ...(missing > 0 ? [say('repair.missing', { count: missing })] : []),
      ...(counted ? [] : [say('repair.uncounted')]),
    ].join(' ');
  };
}

/** Nothing that was written here can have been lost. */
export function isWhole({ missing, counted }: RepairView): boolean {
  return missing === 0 && counted;
}

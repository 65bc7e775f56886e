import type { SyncStatus } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { formatClock } from '../../ui/time/formatTime.ts';

/** The truth of the connection in one sentence, with the hour since which it has been so. */
export function useLinkText(): (sync: SyncStatus) => string {
  const say = useText('sync');
  return (sync) => {
    if (sync.link === 'up') return say(sync.catchingUp ? 'catchingUp' : 'link.up');
    if (sync.link === 'waiting' && sync.lastHeardAt !== null)
      return say('link.waitingSince', { at: formatClock(sync.lastHeardAt) });
    return say(`link.${sync.link}`);
  };
}

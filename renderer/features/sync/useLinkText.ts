import type { SyncStatus } from '../../../shared/protocol/deskViews.ts';
import { useCount, useText } from '../../texts/useText.ts';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { maintenanceNow, saidOfDownLink } from './calmTruth.ts';

/** Fewer than this are there before anybody has read how many they are. */
const countedFrom = 200;

/**
 * The truth of the connection in one sentence, with the hour since which it has been so. A link counts as up only while
 * the region is heard on it. Each new try to reach it changes nothing of what is said.
 */
export function useLinkText(): (sync: SyncStatus) => string {
  const say = useText('sync');
  const count = useCount();
  const now = useMinute();
  return (sync) => {
    const { link, connected, catchingUp, progress, lastHeardAt } = sync;
    if (link === 'up' && connected) {
      if (!catchingUp) return say('link.up');
      const of = progress?.of ?? 0;
      return of < countedFrom
        ? say('catchingUp')
        : say('catchingUpOf', { done: count(progress?.done ?? 0), of: count(of) });
    }
    const isAway = link === 'waiting' || link === 'connecting' || link === 'up';
    const maintenance = maintenanceNow(sync.maintenance, now);
    if (isAway && maintenance?.phase === 'now')
      return say('link.maintenance', { at: formatMoment(maintenance.until, now) });
    const said = saidOfDownLink(sync);
    if (said !== 'waitingSince') return say(`link.${said}`);
    return say('link.waitingSince', { at: lastHeardAt === null ? '' : formatMoment(lastHeardAt, now) });
  };
}

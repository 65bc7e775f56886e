import type { MaintenanceView, SyncStatus } from '../../../shared/protocol/deskViews.ts';

const hourMs = 3_600_000;
/** Half a shift: until then the status bar alone says that the connection is gone. */
const oldFromMs = 4 * hourMs;
const daysFromMs = 48 * hourMs;

export interface DataAgeNow {
  readonly unit: 'hours' | 'days';
  readonly count: number;
}

/** How old what the screen shows may be; null while it is as new as the region's, or nearly. */
export function ageOfData(
  { connected, catchingUp, dataAt }: Pick<SyncStatus, 'connected' | 'catchingUp' | 'dataAt'>,
  nowMs: number,
): DataAgeNow | null {
  if (dataAt === null || (connected && !catchingUp)) return null;
  const ageMs = nowMs - Date.parse(dataAt);
  if (ageMs < oldFromMs) return null;
  if (ageMs < daysFromMs) return { unit: 'hours', count: Math.floor(ageMs / hourMs) };
  return { unit: 'days', count: Math.floor(ageMs / (24 * hourMs)) };
}

/** Further ahead than this it is nobody's concern yet on this shift. */
const aheadShownMs = 24 * hourMs;

export function maintenanceNow(
  told: MaintenanceView | null,
  nowMs: number,
): (MaintenanceView & { readonly phase: 'ahead' | 'now' }) | null {
  if (told === null || nowMs >= Date.parse(told.until)) return null;
  const fromMs = Date.parse(told.from);
  if (nowMs >= fromMs) return { ...told, phase: 'now' };
  return fromMs - nowMs > aheadShownMs ? null : { ...told, phase: 'ahead' };
}

/**
 * What is said of a link that is not up. Each new try to reach the region changes nothing of it: a sentence that came and
 * went with them would be read as a connection that comes and goes.
 */
export function saidOfDownLink({
  link,
  linkCode,
  lastHeardAt,
}: Pick<SyncStatus, 'link' | 'linkCode' | 'lastHeardAt'>):
  | Exclude<SyncStatus['link'], 'up'>
  | 'waitingSince' {
  if (link === 'off' || link === 'needsSignIn' || link === 'refused') return link;
  if (lastHeardAt !== null) return 'waitingSince';
  return link === 'connecting' && linkCode === null ? 'connecting' : 'waiting';
}

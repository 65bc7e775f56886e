import { useSyncExternalStore } from 'react';
import { useDeskPort } from './DeskProvider.tsx';
import type { DeskHealth } from './deskPort.ts';

export function useDeskHealth(): DeskHealth {
  const { health } = useDeskPort();
  return useSyncExternalStore(health.subscribe, health.current);
}

import type { sync as fi } from '../fi/sync.ts';

export const sync: Record<keyof typeof fi, string> = {
  title: 'sync',
};

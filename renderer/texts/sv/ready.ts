import type { ready as fi } from '../fi/ready.ts';

export const ready: Record<keyof typeof fi, string> = {
  title: 'ready',
};

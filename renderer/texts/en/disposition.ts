import type { disposition as fi } from '../fi/disposition.ts';

export const disposition: Record<keyof typeof fi, string> = {
  title: 'disposition',
};

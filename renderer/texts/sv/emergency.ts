import type { emergency as fi } from '../fi/emergency.ts';

export const emergency: Record<keyof typeof fi, string> = {
  title: 'emergency',
};

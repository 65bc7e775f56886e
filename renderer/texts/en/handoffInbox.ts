import type { handoffInbox as fi } from '../fi/handoffInbox.ts';

export const handoffInbox: Record<keyof typeof fi, string> = {
  title: 'handoffInbox',
};

import type { client as fi } from '../fi/client.ts';

export const client: Record<keyof typeof fi, string> = {
  title: 'client',
};

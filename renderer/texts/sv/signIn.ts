import type { signIn as fi } from '../fi/signIn.ts';

export const signIn: Record<keyof typeof fi, string> = {
  title: 'signIn',
};

import type { board as fi } from '../fi/board.ts';

export const board: Record<keyof typeof fi, string> = {
  title: 'board',
};

import type { SharedLog } from '../../server/store/sharedLog.ts';

/** Nobody asks for it here. */
export const unused = () => Promise.reject(new Error('nobody asks for it here'));

/** What other processes committed, by hand; everything else of a shared log is not used. */
export function sharedLogOf(readNews: SharedLog['readNews']): SharedLog {
  return {
    readNews,
    listen: () => async () => {},
    tell: unused,
    takeDuty: unused,
    tries: { count: unused, add: unused, forget: unused },
  };
}

import { useState } from 'react';
import { useDrafts } from './DraftsProvider.tsx';

export interface KeptAs<T> {
  readonly key: string;
  readonly empty: T;
  /** What an earlier program kept under the same name may look otherwise: undefined then. */
  readonly read: (stored: unknown) => T | undefined;
}

/**
 * What was begun on the screen and not yet sent; it stands there again when the person comes back to it. A ringing phone
 * takes people away in the middle of a sentence, and a window may die.
 */
export function useKept<T>({ key, empty, read }: KeptAs<T>): readonly [now: T, keep: (next: T) => void] {
  const drafts = useDrafts();
  const [now, setNow] = useState<T>(() => read(drafts.get(key)) ?? empty);
  const keep = (next: T): void => {
    drafts.keep(key, next === empty ? null : next);
    setNow(next);
  };
  return [now, keep];
}

export function useKeptText(key: string): readonly [text: string, keep: (text: string) => void] {
  return useKept({ key, empty: '', read: (stored) => (typeof stored === 'string' ? stored : undefined) });
}

import { useState } from 'react';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import type { DeskPort } from '../../desk/deskPort.ts';
import { useFrame } from './frameContext.ts';

/** By person: nobody is shown what another began at the same window. */
const begun = new WeakMap<DeskPort, Map<string, unknown>>();

/**
 * What was begun on the screen and not yet sent; it stands there again when the person comes back to it. A ringing phone
 * takes people away in the middle of a sentence.
 */
export function useKept<T>(key: string, empty: T): readonly [now: T, keep: (next: T) => void] {
  const port = useDeskPort();
  const { user } = useFrame().session;
  const name = `${user} ${key}`;
  const kept = begun.get(port) ?? new Map<string, unknown>();
  begun.set(port, kept);
  // What is kept under a name was put there under the same name, below.
  const [now, setNow] = useState<T>(() => (kept.has(name) ? (kept.get(name) as T) : empty));
  const keep = (next: T): void => {
    if (next === empty) kept.delete(name);
    else kept.set(name, next);
    setNow(next);
  };
  return [now, keep];
}

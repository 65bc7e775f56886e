import { type RefObject, useEffect, useRef } from 'react';
import { digitOf } from '../digitOf.ts';

/**
 * Calls `pick` with the digit pressed while focus is inside the element; `pick` says whether it took the key.
 * A native listener, because the group of the component library passes no key events on.
 */
export function useDigits(place: RefObject<HTMLElement | null>, pick: (digit: number) => boolean): void {
  const latest = useRef(pick);
  useEffect(() => {
    latest.current = pick;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const digit = digitOf(event);
      if (digit === null || !latest.current(digit)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('keydown', press, { capture: true });
    return () => element.removeEventListener('keydown', press, { capture: true });
  }, [place]);
}

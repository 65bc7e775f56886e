import { type RefObject, useEffect, useRef } from 'react';

/** Esc anywhere inside the element. A native listener: fields of the component library keep their keys to themselves. */
export function useEscape(place: RefObject<HTMLElement | null>, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    element.addEventListener('keydown', press, { capture: true });
    return () => element.removeEventListener('keydown', press, { capture: true });
  }, [place]);
}

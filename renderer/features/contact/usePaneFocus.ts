import { useCallback, useEffect, useState } from 'react';
import type { Pane } from './callContext.ts';

const focusable = 'input, textarea, select, button, [tabindex]';
/** A part that waits for its data is there within some frames; after that the wish is let go. */
const framesMax = 60;

export interface PaneFocus {
  readonly goTo: (pane: Pane, elementId?: string) => void;
  readonly focusLater: (elementId: string) => void;
}

/** Moves focus to an element by its id once the part that holds it is drawn. */
export function usePaneFocus(setPane: (pane: Pane) => void): PaneFocus {
  const [wanted, setWanted] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    let frame = 0;
    const attempt = (left: number) => {
      if (giveFocus(wanted.id) || left === 0) return;
      frame = requestAnimationFrame(() => attempt(left - 1));
    };
    attempt(framesMax);
    return () => cancelAnimationFrame(frame);
  }, [wanted]);
  const focusLater = useCallback((id: string) => setWanted({ id }), []);
  const goTo = useCallback(
    (pane: Pane, elementId?: string) => {
      setPane(pane);
      if (elementId !== undefined) focusLater(elementId);
    },
    [setPane, focusLater],
  );
  return { goTo, focusLater };
}

function giveFocus(id: string): boolean {
  const element = document.getElementById(id);
  if (element === null) return false;
  const target = element.matches(focusable) ? element : element.querySelector<HTMLElement>(focusable);
  target?.focus();
  element.scrollIntoView({ block: 'nearest' });
  return target !== null;
}

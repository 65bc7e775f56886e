import { useEffect, useMemo, useRef, useState } from 'react';
import { keepDraft } from './draftText.ts';

export interface DraftText {
  readonly value: string;
  readonly change: (text: string) => void;
  readonly flush: () => void;
}

/** A text field over a saved value: saved on a pause, on leaving the field and when the screen goes away. */
export function useDraftText(saved: string, save: (text: string) => Promise<boolean>): DraftText {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef({ saved, save });
  useEffect(() => {
    latest.current = { saved, save };
  });
  const keeper = useMemo(
    () =>
      keepDraft({
        saved: () => latest.current.saved,
        save: (text) => latest.current.save(text),
        changed: setDraft,
      }),
    [],
  );
  useEffect(() => () => void keeper.flush(), [keeper]);
  return { value: draft ?? saved, change: keeper.change, flush: () => void keeper.flush() };
}

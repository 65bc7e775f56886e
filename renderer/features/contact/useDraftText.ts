import { useEffect, useRef, useState } from 'react';

/** Typing that pauses this long is saved; nobody presses a save button. */
const pauseMs = 1_200;

export interface DraftText {
  readonly value: string;
  /** Typed and not yet durable on this desk. */
  readonly dirty: boolean;
  readonly change: (text: string) => void;
  readonly flush: () => void;
}

/**
 * A text field over a saved value: shows what is typed, saves it on a pause, on leaving the field and when the
 * screen goes away. `save` says whether the text became durable; until then the field keeps it.
 */
export function useDraftText(saved: string, save: (text: string) => Promise<boolean>): DraftText {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef({ draft, saved, save });
  useEffect(() => {
    latest.current = { draft: latest.current.draft, saved, save };
  });

  const flush = useRef(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const { draft: text, saved: before, save: keep } = latest.current;
    if (text === null) return;
    if (text === before) return settle(text);
    void keep(text).then((durable) => {
      if (durable) settle(text);
    });
  });
  // What was typed while a save was under way stays a draft.
  const settle = (text: string) => {
    if (latest.current.draft !== text) return;
    latest.current.draft = null;
    setDraft(null);
  };
  const change = (text: string) => {
    latest.current.draft = text;
    setDraft(text);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(flush.current, pauseMs);
  };
  useEffect(() => flush.current, []);
  return {
    value: draft ?? saved,
    dirty: draft !== null && draft !== saved,
    change,
    flush: flush.current,
  };
}

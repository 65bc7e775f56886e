// Keeps RC1. A text that saves itself, apart from any screen so that its promises can be tried.

/** Typing that pauses this long is saved; nobody presses a save button. */
export const pauseMs = 1_200;

export interface DraftHost {
  /** What is durable on this desk now. */
  readonly saved: () => string;
  /** True when the text became durable. */
  readonly save: (text: string) => Promise<boolean>;
  /** The draft is another now; null: the saved text is shown. */
  readonly changed: (draft: string | null) => void;
}

export interface DraftKeeper {
  readonly change: (text: string) => void;
  readonly flush: () => Promise<void>;
}

/** Saves on a pause and when asked to; keeps what could not be saved and what was typed while a save was under way. */
export function keepDraft({ saved, save, changed }: DraftHost): DraftKeeper {
  let draft: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const settle = (text: string) => {
    if (draft !== text) return;
    draft = null;
    changed(null);
  };
  const flush = async () => {
    stop();
    const text = draft;
    if (text === null) return;
    if (text === saved() || (await save(text))) settle(text);
  };
  const change = (text: string) => {
    draft = text;
    changed(text);
    stop();
    timer = setTimeout(() => void flush(), pauseMs);
  };
  return { change, flush };
}

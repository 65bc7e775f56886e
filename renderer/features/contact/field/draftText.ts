// Keeps RC1, RC17 and WN27. A text that saves itself, apart from any screen so that its promises can be tried.

/** Typing that pauses this long is saved; nobody presses a save button. */
export const pauseMs = 1_200;

/** A text on its way, and the versions that stood there when it was begun. */
export interface BegunText {
  readonly text: string;
  readonly seen: readonly string[];
}

export interface DraftHost {
  /** What was begun here and not saved when the window went away. */
  readonly begun: BegunText | null;
  /** What is durable on this desk now. */
  readonly saved: () => string;
  /** The versions that stand there now. Two or more: people wrote apart, and the field shows the typist's own. */
  readonly versions: () => readonly string[];
  /** True when the text became durable. `seen`: the versions that stood there when the typing began. */
  readonly save: (text: string, seen: readonly string[]) => Promise<boolean>;
  /** The draft is another now; null: the saved text is shown. */
  readonly changed: (draft: BegunText | null) => void;
}

export interface DraftKeeper {
  readonly change: (text: string) => void;
  /** Goes on with what was begun. */
  readonly resume: () => void;
  readonly flush: () => Promise<void>;
  /** The hand leaves the field: what stands there then is looked at with fresh eyes. */
  readonly leave: () => Promise<void>;
}

/** Saves on a pause and when asked to; keeps what could not be saved and what was typed while a save was under way. */
export function keepDraft({ begun, saved, versions, save, changed }: DraftHost): DraftKeeper {
  let draft = begun?.text ?? null;
  let seen = begun?.seen ?? [];
  let isTyping = false;
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
    if (text === saved() || (await save(text, seen))) settle(text);
  };
  const resume = () => {
    stop();
    if (draft !== null) timer = setTimeout(() => void flush(), pauseMs);
  };
  const change = (text: string) => {
    const isApart = isTyping && versions().length > 1;
    if (draft === null && !isApart) seen = versions();
    isTyping = true;
    draft = text;
    changed({ text, seen });
    resume();
  };
  const leave = () => {
    isTyping = false;
    return flush();
  };
  return { change, resume, flush, leave };
}

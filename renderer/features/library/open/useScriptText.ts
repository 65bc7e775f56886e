import { useEffect, useRef, useState } from 'react';
import type { ScriptSourceView } from '../../../../shared/protocol/authoringViews.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { refKey } from '../scriptRef.ts';
import {
  afterKeepingMine,
  afterKey,
  afterSave,
  type Typing,
  type TypingStatus,
  typedText,
  typingStatus,
} from './scriptTyping.ts';

/** Every save is a fact with the whole text in it, and goes to every desk: a longer pause than a field's. */
const pauseMs = 2_500;
/** Whoever types without a pause is saved this often all the same. */
const waitMsMax = 15_000;

/**
 * What could not be saved, by draft: a full disk, or a colleague's text that has not been looked at. It is there again
 * when the draft is opened again, as long as the window stands.
 */
const held = new Map<string, Typing>();

export interface ScriptText {
  readonly text: string;
  readonly status: TypingStatus;
  readonly change: (text: string) => void;
  /** Saves at once; true when nothing is left unsaved. */
  readonly flush: () => Promise<boolean>;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly trouble: Pick<ReturnType<typeof useCommand<'script.setText'>>, 'refusal' | 'fault'>;
}

/** The text of a draft, saved on a pause, on Ctrl+S, on leaving the field and when the screen goes away. */
export function useScriptText(source: ScriptSourceView): ScriptText {
  const { run, refusal, fault } = useCommand('script.setText');
  const key = refKey(source);
  const [typing, setTyping] = useState<Typing>(() => held.get(key) ?? null);
  const latest = useRef({ typing, source });
  latest.current = { typing, source };
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const unsavedSince = useRef<number | null>(null);
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  const set = (next: Typing) => {
    latest.current = { ...latest.current, typing: next };
    if (typingStatus(next, latest.current.source) === 'clean') held.delete(key);
    else held.set(key, next);
    setTyping(next);
  };

  const flush = useRef(async () => true);
  flush.current = async () => {
    stop();
    unsavedSince.current = null;
    const { typing: now, source: from } = latest.current;
    const status = typingStatus(now, from);
    if (status !== 'dirty' || now === null || from.draftId === null) return status === 'clean';
    const reply = await run({ draftId: from.draftId, text: now.typed });
    if (reply.kind !== 'done') return false;
    set(afterSave(latest.current.typing, { text: now.typed, hash: reply.result.hash }));
    return latest.current.typing?.typed === now.typed;
  };
  useEffect(() => () => void flush.current(), []);

  const change = (text: string) => {
    set(afterKey(latest.current.typing, latest.current.source, text));
    stop();
    unsavedSince.current ??= performance.now();
    const left = unsavedSince.current + waitMsMax - performance.now();
    timer.current = setTimeout(() => void flush.current(), Math.max(0, Math.min(pauseMs, left)));
  };
  return {
    text: typedText(typing, source),
    status: typingStatus(typing, source),
    change,
    flush: () => flush.current(),
    keepMine: () => {
      set(afterKeepingMine(latest.current.typing, latest.current.source));
      void flush.current();
    },
    takeTheirs: () => set(null),
    trouble: { refusal, fault },
  };
}

// Keeps LW4. What is typed into a draft, against what others save meanwhile; apart from any screen so that it can be tried.
import type { ScriptSourceView } from '../../../../shared/protocol/authoringViews.ts';

/** A text being typed: null until the first key. */
export type Typing = null | {
  readonly typed: string;
  /** What of it is durable on this desk. */
  readonly saved: string;
  /** Hashes of the texts that the author has seen or saved. Every other came from somebody else. */
  readonly known: readonly string[];
};
type Saved = Pick<ScriptSourceView, 'text' | 'hash'>;

/** apart: somebody saved another text meanwhile, and what is typed here must not silently replace it. */
export type TypingStatus = 'clean' | 'dirty' | 'apart';

export function typingStatus(typing: Typing, source: Saved): TypingStatus {
  if (typing === null || typing.typed === source.text || typing.typed === typing.saved) return 'clean';
  return typing.known.includes(source.hash) ? 'dirty' : 'apart';
}

export function typedText(typing: Typing, source: Saved): string {
  if (typing === null) return source.text;
  if (typingStatus(typing, source) !== 'clean') return typing.typed;
  // Saved just now: the engine's own word of it is on its way, and the old text must not flash up.
  return typing.known.includes(source.hash) ? typing.typed : source.text;
}

export function afterKey(typing: Typing, source: Saved, typed: string): Typing {
  const isBehind = typing !== null && !typing.known.includes(source.hash);
  if (typing === null || (isBehind && typingStatus(typing, source) === 'clean'))
    return { typed, saved: source.text, known: [source.hash] };
  return { ...typing, typed };
}

export function afterSave(typing: Typing, { text, hash }: Saved): Typing {
  return typing === null ? null : { ...typing, saved: text, known: [...typing.known, hash] };
}

/** The other text has been seen, and the one typed here is to stand. */
export function afterKeepingMine(typing: Typing, source: Saved): Typing {
  return typing === null ? null : { ...typing, known: [...typing.known, source.hash] };
}

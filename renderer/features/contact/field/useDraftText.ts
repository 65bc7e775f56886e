import { useEffect, useMemo, useRef, useState } from 'react';
import { type Field, fieldValue, isDisputed, versionIds } from '../../../../shared/domain/field/field.ts';
import { useDrafts } from '../../../desk/DraftsProvider.tsx';
import { type BegunText, type DraftHost, keepDraft } from './draftText.ts';

export interface DraftOf {
  readonly field: Field<string> | undefined;
  readonly save: DraftHost['save'];
  /** The name under which a text is kept until it is saved. */
  readonly keptAs: string;
  readonly isReadOnly: boolean;
}

export interface DraftText {
  readonly value: string;
  /** Nothing can be written; or two versions wait for a choice, and nobody was just typing here. */
  readonly isReadOnly: boolean;
  readonly change: (text: string) => void;
  readonly flush: () => void;
  /** The hand leaves the field. */
  readonly leave: () => void;
}

/** A text field over a saved value: saved on a pause, on leaving the field and when the screen goes away. */
export function useDraftText({ field, save, keptAs, isReadOnly }: DraftOf): DraftText {
  const drafts = useDrafts();
  const [begun] = useState(() => (isReadOnly ? null : readBegun(drafts.get(keptAs))));
  const [draft, setDraft] = useState(begun?.text ?? null);
  // Somebody else's version that comes while the hand is on the keys neither stops it nor takes the text's place.
  const [typed, setTyped] = useState(begun?.text ?? null);
  const latest = useRef({ field, save });
  useEffect(() => {
    latest.current = { field, save };
  });
  const keeper = useMemo(
    () =>
      keepDraft({
        begun,
        saved: () => savedOf(latest.current.field),
        versions: () => versionIds(latest.current.field),
        save: (text, seen) => latest.current.save(text, seen),
        changed: (now) => {
          drafts.keep(keptAs, now);
          setDraft(now?.text ?? null);
        },
      }),
    [begun, drafts, keptAs],
  );
  useEffect(() => {
    keeper.resume();
    return () => void keeper.flush();
  }, [keeper]);
  const own = isDisputed(field) ? typed : null;
  return {
    value: draft ?? own ?? savedOf(field),
    isReadOnly: isReadOnly || (isDisputed(field) && typed === null),
    change: (text) => {
      setTyped(text);
      keeper.change(text);
    },
    flush: () => void keeper.flush(),
    leave: () => {
      setTyped(null);
      void keeper.leave();
    },
  };
}

function savedOf(field: Field<string> | undefined): string {
  return fieldValue(field) ?? '';
}

function readBegun(stored: unknown): BegunText | null {
  if (typeof stored !== 'object' || stored === null || !('text' in stored) || !('seen' in stored))
    return null;
  const { text, seen } = stored;
  if (typeof text !== 'string' || !Array.isArray(seen)) return null;
  return { text, seen: seen.filter((one) => typeof one === 'string') };
}

import { useEffect, useMemo, useRef, useState } from 'react';
import { type Field, fieldValue, isDisputed, versionIds } from '../../../../shared/domain/field/field.ts';
import { type DraftHost, keepDraft } from './draftText.ts';

export interface DraftText {
  readonly value: string;
  /** Two versions wait for a choice, and nobody was just typing here. */
  readonly isWaiting: boolean;
  readonly change: (text: string) => void;
  readonly flush: () => void;
  /** The hand leaves the field. */
  readonly leave: () => void;
}

/** A text field over a saved value: saved on a pause, on leaving the field and when the screen goes away. */
export function useDraftText(field: Field<string> | undefined, save: DraftHost['save']): DraftText {
  const [draft, setDraft] = useState<string | null>(null);
  // Somebody else's version that comes while the hand is on the keys neither stops it nor takes the text's place.
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ field, save });
  useEffect(() => {
    latest.current = { field, save };
  });
  const keeper = useMemo(
    () =>
      keepDraft({
        saved: () => savedOf(latest.current.field),
        versions: () => versionIds(latest.current.field),
        save: (text, seen) => latest.current.save(text, seen),
        changed: setDraft,
      }),
    [],
  );
  useEffect(() => () => void keeper.flush(), [keeper]);
  const own = isDisputed(field) ? typed : null;
  return {
    value: draft ?? own ?? savedOf(field),
    isWaiting: isDisputed(field) && typed === null,
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

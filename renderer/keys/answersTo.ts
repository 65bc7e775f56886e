import { type KeyPress, matchesChord } from './chord.ts';
import type { Shortcut } from './shortcuts.ts';

/**
 * Whether a shortcut answers to a key press. Nothing beneath a dialog may act unseen: Ctrl+Enter in the settings
 * must not close a contact. Only 112 works through.
 */
export function answersTo(
  shortcut: Shortcut,
  press: KeyPress,
  where: { readonly inDialog: boolean },
): boolean {
  if (where.inDialog && shortcut.inDialogs !== true) return false;
  const chords = shortcut.also === undefined ? [shortcut.chord] : [shortcut.chord, shortcut.also];
  return chords.some((chord) => matchesChord(chord, press));
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Whether a key press is the chord. Read by `key`, so letters follow the layout and not the place of the key. */
export function matchesChord(chord: string, press: KeyPress): boolean {
  const parts = chord.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    press.ctrlKey === wants('Ctrl') &&
    press.shiftKey === wants('Shift') &&
    press.altKey === wants('Alt') &&
    !press.metaKey
  );
}

const caps: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Shift: '⇧',
};

/** The chord as shown on buttons and in lists: `Ctrl+⇧+L`. */
export function showChord(chord: string): string {
  return chord
    .split('+')
    .map((part) => caps[part] ?? part)
    .join('+')
    .replace('⇧+', '⇧');
}

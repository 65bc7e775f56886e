import { describe, expect, it } from 'vitest';
import { answersTo } from '../../../../renderer/keys/answersTo.ts';
import { matchesChord, showChord } from '../../../../renderer/keys/chord.ts';
import { type Shortcut, shortcutOf, shortcuts } from '../../../../renderer/keys/shortcuts.ts';
import { digitOf } from '../../../../renderer/ui/digitOf.ts';

const all: readonly Shortcut[] = shortcuts;
const chordsOf = (one: Shortcut) => (one.also === undefined ? [one.chord] : [one.chord, one.also]);
const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', true>> = {},
) => ({
  key,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

const pressOf = (chord: string) =>
  press(chord.split('+').at(-1) ?? '', {
    ...(chord.includes('Ctrl+') ? { ctrlKey: true as const } : {}),
    ...(chord.includes('Shift+') ? { shiftKey: true as const } : {}),
    ...(chord.includes('Alt+') ? { altKey: true as const } : {}),
  });

describe('the table of shortcuts', () => {
  it('[WN1] no chord stands twice in a scope', () => {
    const scoped = all.flatMap((one) => chordsOf(one).map((chord) => `${one.scope} ${chord.toLowerCase()}`));
    expect(scoped.filter((chord, at) => scoped.indexOf(chord) !== at)).toEqual([]);
  });

  it('[WN1] nothing in a narrower scope hides what works everywhere', () => {
    const everywhere = new Set(all.filter((one) => one.scope === 'global').flatMap(chordsOf));
    const hiding = all.filter(
      (one) => one.scope !== 'global' && chordsOf(one).some((c) => everywhere.has(c)),
    );
    expect(hiding.map((one) => one.id)).toEqual([]);
  });

  it('[WN1] ids are unique and lead back to their row', () => {
    for (const one of all) expect(shortcutOf(one.id as (typeof shortcuts)[number]['id'])).toBe(one);
  });

  it('[WN2] no chord is one that AltGr makes', () => {
    const typing = all.flatMap(chordsOf).filter((chord) => /Ctrl\+(Shift\+)?Alt\+|Alt\+Ctrl/.test(chord));
    expect(typing).toEqual([]);
  });

  it('[WN2] no bare letter, digit or sign, which would answer while a note is typed', () => {
    const bare = all.flatMap(chordsOf).filter((chord) => !/^F\d+$|^Shift\+F\d+$|Ctrl\+|Alt\+/.test(chord));
    expect(bare).toEqual([]);
  });

  it('[WN2] nothing the operating system or the window keeps', () => {
    const kept = [
      'Alt+F4',
      'F10',
      'F11',
      'F5',
      'Ctrl+Q',
      'Ctrl+W',
      'Ctrl+C',
      'Ctrl+V',
      'Ctrl+X',
      'Ctrl+Z',
      'Ctrl+A',
    ];
    expect(all.flatMap(chordsOf).filter((chord) => kept.includes(chord))).toEqual([]);
  });

  it('[WN2] the emergency key works in every dialog', () => {
    expect(shortcutOf('emergency')).toMatchObject({ chord: 'F9', scope: 'global', inDialogs: true });
  });
});

describe('keys and dialogs', () => {
  const answering = (inDialog: boolean) =>
    all.filter((one) => answersTo(one, pressOf(one.chord), { inDialog })).map((one) => one.id);

  it('[WN15] beneath an open dialog only 112 answers', () => {
    expect(answering(true)).toEqual(['emergency']);
    expect(answering(false)).toEqual(all.map((one) => one.id));
  });
});

describe('reading a key press', () => {
  it('[WN3] a chord wants exactly its modifiers', () => {
    expect(matchesChord('Ctrl+Shift+L', press('L', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matchesChord('Ctrl+Shift+L', press('l', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matchesChord('Ctrl+Shift+L', press('l', { ctrlKey: true }))).toBe(false);
    expect(matchesChord('F6', press('F6', { shiftKey: true }))).toBe(false);
    expect(matchesChord('Ctrl+K', press('k', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(matchesChord('F9', press('F9', { metaKey: true }))).toBe(false);
  });

  it('[WN3] digits come from the row and from the pad, whatever NumLock says', () => {
    expect(digitOf({ key: '2', code: 'Digit2' })).toBe(2);
    expect(digitOf({ key: 'End', code: 'Numpad1' })).toBe(1);
    expect(digitOf({ key: '"', code: 'Digit2' })).toBeNull();
    expect(digitOf({ key: 'a', code: 'KeyA' })).toBeNull();
  });

  it('[WN3] chords are shown as on the caps', () => {
    expect(showChord('Ctrl+Shift+ArrowUp')).toBe('Ctrl+⇧↑');
    expect(showChord('F9')).toBe('F9');
  });
});

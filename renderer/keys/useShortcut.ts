import { useEffect, useRef } from 'react';
import { answersTo } from './answersTo.ts';
import { type ShortcutId, shortcutOf } from './shortcuts.ts';

interface Bound {
  readonly id: ShortcutId;
  readonly run: { current: (event: KeyboardEvent) => void };
}

const bound: Bound[] = [];
let listening = false;

/**
 * Runs `act` on the shortcut's chord while the component is on screen. The one bound last wins, so a panel on top
 * takes a key before the screen beneath it. Pass null to leave the key alone for now.
 */
export function useShortcut(id: ShortcutId, act: ((event: KeyboardEvent) => void) | null): void {
  const run = useRef<(event: KeyboardEvent) => void>(() => {});
  const active = act !== null;
  useEffect(() => {
    if (act !== null) run.current = act;
  });
  useEffect(() => {
    if (!active) return;
    const one = { id, run };
    bound.push(one);
    listen();
    return () => {
      bound.splice(bound.indexOf(one), 1);
    };
  }, [id, active]);
}

/** The palette runs a command as its key would. */
export function runShortcut(id: ShortcutId): boolean {
  const one = topmost((candidate) => candidate.id === id);
  one?.run.current(new KeyboardEvent('keydown'));
  return one !== undefined;
}

/** Ids that something on screen answers to now. */
export function liveShortcuts(): ReadonlySet<ShortcutId> {
  return new Set(bound.map((one) => one.id));
}

function topmost(fits: (one: Bound) => boolean): Bound | undefined {
  return [...bound].reverse().find(fits);
}

function listen(): void {
  if (listening) return;
  listening = true;
  // Capture: a focused list or field must not eat a function key.
  window.addEventListener('keydown', onKeyDown, { capture: true });
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing) return;
  const inDialog = document.querySelector('[role="dialog"]') !== null;
  const one = topmost((candidate) => answersTo(shortcutOf(candidate.id), event, { inDialog }));
  if (one === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  one.run.current(event);
}

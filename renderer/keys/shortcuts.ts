import type { TextKey } from '../texts/useText.ts';

/** `global` works everywhere, the others while their screen is open; in a dialog only those marked `inDialogs`. */
export type ShortcutScope =
  | 'global'
  | 'contact'
  | 'assessment'
  | 'question'
  | 'wrapUp'
  | 'handoff'
  | 'library';

export interface Shortcut {
  readonly id: string;
  /** As written on the key caps of a Finnish keyboard: `Ctrl+Shift+L`, `F9`, `Alt+ArrowRight`. */
  readonly chord: string;
  readonly scope: ShortcutScope;
  readonly label: TextKey<'frame'>;
  /** A second chord for the same thing. */
  readonly also?: string;
  readonly inDialogs?: true;
}

/**
 * Every chord of the product: the F1 page, the palette, tooltips and the guards against clashes read this table.
 * Never Ctrl+Alt (it is AltGr and types a character on Finnish and Swedish keyboards).
 */
export const shortcuts = [
  { id: 'help', chord: 'F1', scope: 'global', label: 'key.help' },
  { id: 'answerOrReady', chord: 'F2', scope: 'global', label: 'key.answerOrReady' },
  { id: 'identify', chord: 'F3', scope: 'global', label: 'key.identify' },
  { id: 'nextRegion', chord: 'F6', scope: 'global', label: 'key.nextRegion' },
  { id: 'previousRegion', chord: 'Shift+F6', scope: 'global', label: 'key.previousRegion' },
  { id: 'emergency', chord: 'F9', scope: 'global', label: 'key.emergency', inDialogs: true },
  { id: 'palette', chord: 'Ctrl+K', scope: 'global', label: 'key.palette' },
  { id: 'newContact', chord: 'Ctrl+N', scope: 'global', label: 'key.newContact' },
  { id: 'settings', chord: 'Ctrl+,', scope: 'global', label: 'key.settings' },
  { id: 'outbox', chord: 'Ctrl+Shift+O', scope: 'global', label: 'key.outbox' },
  { id: 'viewReady', chord: 'Ctrl+1', scope: 'global', label: 'key.viewReady' },
  { id: 'viewHandoffs', chord: 'Ctrl+2', scope: 'global', label: 'key.viewHandoffs' },
  { id: 'viewBoard', chord: 'Ctrl+3', scope: 'global', label: 'key.viewBoard' },
  { id: 'viewLibrary', chord: 'Ctrl+4', scope: 'global', label: 'key.viewLibrary' },
  { id: 'viewContact', chord: 'Ctrl+0', scope: 'global', label: 'key.viewContact' },
  { id: 'endCall', chord: 'Ctrl+Shift+L', scope: 'contact', label: 'key.endCall' },
  { id: 'notes', chord: 'F7', scope: 'contact', label: 'key.notes' },
  { id: 'reason', chord: 'Ctrl+Shift+S', scope: 'contact', label: 'key.reason' },
  { id: 'languageMirror', chord: 'Ctrl+Shift+K', scope: 'contact', label: 'key.languageMirror' },
  { id: 'plan', chord: 'Ctrl+Shift+P', scope: 'contact', label: 'key.plan' },
  { id: 'handoffOffer', chord: 'Ctrl+Shift+H', scope: 'contact', label: 'key.handoffOffer' },
  { id: 'assessment', chord: 'Ctrl+Shift+A', scope: 'contact', label: 'key.assessment' },
  { id: 'anotherProblem', chord: 'F8', scope: 'contact', label: 'key.anotherProblem' },
  { id: 'nextAssessment', chord: 'Ctrl+PageDown', scope: 'contact', label: 'key.nextAssessment' },
  { id: 'previousAssessment', chord: 'Ctrl+PageUp', scope: 'contact', label: 'key.previousAssessment' },
  { id: 'keepEarlier', chord: 'F4', scope: 'contact', label: 'key.keepEarlier' },
  { id: 'nextTopic', chord: 'Alt+ArrowRight', scope: 'contact', label: 'key.nextTopic' },
  { id: 'previousTopic', chord: 'Alt+ArrowLeft', scope: 'contact', label: 'key.previousTopic' },
  { id: 'situation', chord: 'Ctrl+I', scope: 'contact', label: 'key.situation' },
  { id: 'raise', chord: 'Ctrl+ArrowUp', scope: 'assessment', label: 'key.raise' },
  { id: 'lower', chord: 'Ctrl+ArrowDown', scope: 'assessment', label: 'key.lower' },
  { id: 'finish', chord: 'Ctrl+Enter', scope: 'wrapUp', label: 'key.finish' },
  { id: 'take', chord: 'Ctrl+Shift+T', scope: 'handoff', label: 'key.take' },
  { id: 'libraryBack', chord: 'Ctrl+Shift+B', scope: 'library', label: 'key.libraryBack' },
  { id: 'saveText', chord: 'Ctrl+S', scope: 'library', label: 'key.saveText' },
  { id: 'scriptText', chord: 'Ctrl+Shift+E', scope: 'library', label: 'key.scriptText' },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof shortcuts)[number]['id'];

export function shortcutOf(id: ShortcutId): Shortcut {
  const found: Shortcut | undefined = shortcuts.find((one) => one.id === id);
  return found ?? shortcuts[0];
}

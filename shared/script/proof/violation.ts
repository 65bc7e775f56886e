import type { LocalText } from '../../base/text.ts';
import type { ScriptData } from '../compiledScript.ts';
import type { DialogueLine } from './dialogue.ts';
import type { ScriptFunctions } from './functions.ts';
import type { Walk } from './walk.ts';

export const properties = [
  'total',
  'reachable',
  'unshadowed',
  'monotone',
  'redFlagsFirst',
  'noNeedlessQuestion',
  'acuityOrder',
  'texts',
  'sources',
  'timeLimit',
  'safetyNet',
] as const;
export type Property = (typeof properties)[number];

export interface Violation {
  readonly property: Property;
  /** What broke it: a question id or `decide[3] same_day`. */
  readonly subject: string;
  readonly message: LocalText;
  /** The shortest counterexample; empty for a missing text or source. */
  readonly dialogue: readonly DialogueLine[];
}

export interface Proving {
  readonly script: ScriptData;
  readonly functions: ScriptFunctions;
  readonly walk: Walk;
}

/** Names a rule as the author sees it: its place in its own file, not in the merged list. */
export function ruleName(script: ScriptData, index: number): string {
  const rule = script.rules[index];
  if (rule === undefined) return `decide[${index}]`;
  const own = script.rules.filter((one) => one.block === rule.block && one.index < index).length;
  return `${rule.block === null ? '' : `${rule.block} `}decide[${own}] ${rule.to}`;
}

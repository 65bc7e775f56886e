import type { LocalText } from '../base/text.ts';
import type { AlsoCode } from './alsoAction.ts';
import type { Formula } from './compile/formula.ts';
import type { DispositionCode, Ladder } from './disposition.ts';
import type { AdviceLine, ChannelLine, PlanLine, Question, Script, Source } from './scriptFormat.ts';

export type Stage = 'safety' | 'script' | 'vulnerability' | 'info';

/**
 * Answers that no rule of this script can tell apart. The proof walks classes instead of answers,
 * which is why it is exhaustive although a temperature has no end of values.
 */
export interface AnswerClass {
  readonly sample: string | number | readonly string[];
  /** Readable in a dialogue: `yes`, `38`, `not sure` is `unknown`. */
  readonly label: string;
}

export interface CompiledQuestion {
  readonly id: string;
  /** Place in the order of asking, over all stages. */
  readonly index: number;
  readonly stage: Stage;
  readonly topic: string | null;
  readonly question: Question;
  readonly classes: readonly AnswerClass[];
  /** Numbers: thresholds in rising order; the piece below, at and above each one names its class (-1: empty). */
  readonly thresholds: readonly number[];
  readonly pieces: readonly number[];
  /** Questions with many choices: the class of each set of options, by its bits. */
  readonly subsets: readonly number[];
  /** Pairs of classes of which the second is at least as dangerous; empty when the author gave no direction. */
  readonly order: readonly (readonly [number, number])[];
  /** Information questions only: asked when this is true. */
  readonly when: Formula;
  /** What `finish` answers: the reassuring class. */
  readonly reassuring: number;
}

export interface CompiledRule {
  readonly index: number;
  readonly to: DispositionCode;
  readonly rank: number;
  readonly when: Formula;
  readonly because: LocalText | null;
  readonly also: readonly AlsoCode[];
  readonly goto: string | null;
  /** Equal for rules it makes no difference to tell apart: see `outcomeKey`. */
  readonly outcome: string;
  readonly source: readonly string[];
  /** The block it came from; null for the script's own. */
  readonly block: string | null;
}

export interface CompiledRaise {
  readonly id: string;
  readonly when: Formula;
  readonly ladder: Ladder | 'any';
  readonly atLeast: DispositionCode | null;
  readonly because: LocalText;
}

/** A script ready to be assessed: plain frozen data, no behaviour. */
export interface ScriptData {
  readonly id: string;
  readonly version: number;
  readonly status: Script['status'];
  readonly area: Script['area'];
  readonly title: LocalText;
  readonly subject: Script['subject'];
  readonly keywords: Script['keywords'];
  readonly photo: boolean;
  readonly sensitive: boolean;
  readonly sources: readonly Source[];
  readonly topics: readonly { readonly id: string; readonly title: LocalText }[];
  readonly blocks: readonly string[];
  /** In the order of asking: safety, script, vulnerability, info. */
  readonly questions: readonly CompiledQuestion[];
  readonly indexOf: Readonly<Record<string, number>>;
  readonly rules: readonly CompiledRule[];
  readonly raises: readonly CompiledRaise[];
  readonly support: readonly PlanLine[];
  readonly channel: readonly ChannelLine[];
  readonly guidance: readonly AdviceLine[];
  readonly advice: readonly AdviceLine[];
  readonly safetyNet: readonly AdviceLine[];
  readonly plan: readonly PlanLine[];
  readonly notes: Script['notes'];
}

// What goes over to the worker and what comes back. Jobs are tasks with everything in hand: a worker has no database.
import type { ReplayView, TextProblem } from '../../../shared/protocol/authoringViews.ts';
import type { ParsedTaskArgs, TaskName, TaskResults } from '../../../shared/protocol/taskProtocol.ts';
import type { ReplayCase } from '../../../shared/script/authoring/replayCases.ts';
import type { FhirExport } from '../../../shared/script/exchange/responseOf.ts';

/** Which script a text says it is: asked before its stored assessments are gathered. */
interface HeadJob {
  readonly args: { readonly text: string };
  readonly result: { readonly scriptId: string | null; readonly problems: readonly TextProblem[] };
}

interface PlainJobs {
  readonly 'script.head': HeadJob;
  readonly 'script.replay': {
    readonly args: { readonly text: string; readonly cases: readonly ReplayCase[] };
    readonly result: ReplayView;
  };
  readonly 'script.exportResponse': {
    readonly args: FhirExport;
    readonly result: TaskResults['script.exportResponse'];
  };
}
type OwnJobs = {
  readonly [Name in Exclude<TaskName, keyof PlainJobs>]: {
    readonly args: ParsedTaskArgs<Name>;
    readonly result: TaskResults[Name];
  };
};
export type Jobs = PlainJobs & OwnJobs;
export type JobName = keyof Jobs;

/** A proof may take its time; everything else is reading. */
export const proofMsMax = 10_000;
export const readingMsMax = 2_000;
export const workerMbMax = 256;

/** Two workers at most, so that a long proof never holds up what is typed. */
export type Lane = 'proof' | 'reading';
export function laneOf(name: JobName): Lane {
  return name === 'script.prove' || name === 'script.replay' ? 'proof' : 'reading';
}

export interface JobMessage {
  readonly number: number;
  readonly name: JobName;
  readonly args: unknown;
  /** Ids of the scripts of this desk, for what a draft goes on in. */
  readonly scripts: readonly string[];
}
export type WorkerMessage =
  | { readonly ready: true }
  | { readonly number: number; readonly result: unknown }
  | { readonly number: number; readonly refused: 'tooLarge' };

export interface WorkerStart {
  readonly libraryDir: string;
}

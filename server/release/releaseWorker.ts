// A thread of its own for one judgement: a proof may take seconds, and the region answers desks meanwhile.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { judgeRelease } from './judgeRelease.ts';
import type { ReleaseQuestion } from './releaseJudgement.ts';

if (!isMainThread) parentPort?.postMessage(judgeRelease(workerData as ReleaseQuestion));

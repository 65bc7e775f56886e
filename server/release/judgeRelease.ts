// Keeps RL9: the region proves a text itself before it signs it, whatever a desk said of it.

import { openBlocks } from '../../platform/openLibrary.ts';
import { readRelease } from '../../platform/readRelease.ts';
import { listScriptFiles } from '../../platform/scriptLibrary.ts';
import { findingLines } from '../../shared/script/authoring/releaseWords.ts';
import { proveScript } from '../../shared/script/proof/proveScript.ts';
import type { ReleaseJudgement, ReleaseQuestion } from './releaseJudgement.ts';

export function judgeRelease({ libraryDir, key, text, released }: ReleaseQuestion): ReleaseJudgement {
  const read = readRelease(text, key, openBlocks(libraryDir));
  if ('problems' in read) {
    const [problem] = read.problems;
    return refuse('format', `${problem?.key ?? ''} ${problem?.message ?? ''}`.trim());
  }
  const known = new Set([key.scriptId, ...released, ...listScriptFiles(libraryDir).map(idOfFile)]);
  const lost = read.compiled.rules.find((rule) => rule.goto !== null && !known.has(rule.goto));
  if (lost !== undefined) return refuse('goto', `there is no script ${lost.goto}`);
  const [violation] = proveScript(read.compiled).violations;
  if (violation === undefined) return { ok: true, blocksHash: read.blocksHash, head: read.head };
  return refuse(violation.property, findingLines(violation));
}

function idOfFile(file: string): string {
  return file.split('/')[0] ?? '';
}

function refuse(property: string, message: string): ReleaseJudgement {
  return { ok: false, property, message };
}

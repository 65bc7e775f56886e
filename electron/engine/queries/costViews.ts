// Keeps QC3. Time per question beside what it decided, from the assessments on this desk that the reader may see.
import { readOpsOfType } from '../../../db/opLog/deskLog.ts';
import { listContactRows } from '../../../db/workstation/recordRows.ts';
import type { Role } from '../../../shared/domain/access/policy.ts';
import type { Assessment } from '../../../shared/domain/assessment/assessment.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import { type CostRun, questionCosts } from '../../../shared/script/cost/questionCost.ts';
import { findReadable, type Reading, recordQuery } from '../query.ts';
import { countedAnswers } from '../scriptShelf.ts';

/** Those who answer for the scripts, and those who answer for the calls. */
const readers: readonly Role[] = ['clinical_lead', 'supervisor'];
/** The newest contacts are enough to see what a question costs, and keep the engine free for its callers. */
const contactsMax = 1_000;
const runsMax = 300;

export const scriptCost = recordQuery(
  'script.cost',
  () => [],
  (reading, { scriptId, version }) => {
    if (!readers.includes(reading.session.role)) return { refused: 'notAllowed' };
    const script = reading.shelf.version(scriptId, version);
    if (script === undefined) return { refused: 'scriptUnknown' };
    const costs = questionCosts(script, runsOf(reading, scriptId, version));
    return costs.map((cost, at) => ({ ...cost, say: script.questions[at]?.question.say ?? script.title }));
  },
);

function runsOf(reading: Reading, scriptId: string, version: number): CostRun[] {
  const runs: CostRun[] = [];
  for (const phase of ['talking', 'wrappingUp', 'closed']) {
    const rows = listContactRows(reading.store.db, phase, {
      order: 'newestFirst',
      from: '',
      limit: contactsMax,
    });
    for (const { contactId } of rows) {
      if (runs.length >= runsMax) return runs;
      const contact = findReadable(reading, 'contact', contactId);
      const mine = contact?.assessments.filter(
        (one) => one.scriptId === scriptId && one.scriptVersion === version,
      );
      for (const one of mine ?? []) runs.push(runOf(reading, contactId, one));
    }
  }
  return runs;
}

function runOf({ store }: Reading, contactId: string, assessment: Assessment): CostRun {
  const ms: Record<string, number> = {};
  for (const op of readOpsOfType(store.db, contactId, 'assessment.answered')) {
    const body = op.body as {
      readonly assessmentId: string;
      readonly questionId: string;
      readonly ms: number | null;
    };
    if (body.assessmentId !== assessment.id || body.ms === null) continue;
    ms[body.questionId] = (ms[body.questionId] ?? 0) + body.ms;
  }
  const asked = Object.entries(assessment.answers).flatMap(([id, field]) => {
    const source = fieldValue(field)?.source;
    return source === 'asked' || source === 'volunteered' ? [id] : [];
  });
  return { answers: countedAnswers(assessment), asked, ms };
}

// Stored assessments of one script, a few at a time, so that the window's own messages are answered in between.
import { listContactRows } from '../../../db/workstation/recordRows.ts';
import type { Scheduler } from '../../../platform/clock.ts';
import type { ReplayCase } from '../../../shared/script/authoring/replayCases.ts';
import { findReadable, type Reading } from '../query.ts';
import { assessmentView, countedAnswers } from '../scriptShelf.ts';

const contactsAtOnce = 50;
/** More than a desk holds; a region's history is replayed by the tool. */
const contactsMax = 20_000;

export async function gatherCases(
  reading: Reading,
  scriptId: string,
  scheduler: Scheduler,
): Promise<ReplayCase[]> {
  const ids = ['ringing', 'talking', 'wrappingUp', 'closed'].flatMap((phase) =>
    listContactRows(reading.store.db, phase, { order: 'newestFirst', from: '', limit: contactsMax }).map(
      (row) => row.contactId,
    ),
  );
  const cases: ReplayCase[] = [];
  for (let from = 0; from < ids.length; from += contactsAtOnce) {
    for (const id of ids.slice(from, from + contactsAtOnce)) cases.push(...casesOf(reading, id, scriptId));
    await new Promise<void>((resume) => scheduler.soon(resume));
  }
  return cases;
}

function casesOf(reading: Reading, contactId: string, scriptId: string): ReplayCase[] {
  const contact = findReadable(reading, 'contact', contactId);
  return (contact?.assessments ?? [])
    .filter((assessment) => assessment.scriptId === scriptId)
    .map((assessment) => ({
      contactId,
      assessmentId: assessment.id,
      fromVersion: assessment.scriptVersion,
      answers: countedAnswers(assessment),
      before: assessmentView(reading.shelf, assessment).proposal?.disposition ?? null,
    }));
}

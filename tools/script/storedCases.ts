// Stored assessments of desks on disk, as cases for a replay.
import { readOpenOps } from '../../db/opLog/deskLog.ts';
import { getConfirmed, listRecords } from '../../db/workstation/records.ts';
import { makeEntry, shownState } from '../../electron/engine/record/recordEntry.ts';
import { countedAnswers } from '../../electron/engine/scriptShelf.ts';
import type { Contact } from '../../shared/domain/contact/contact.ts';
import { assess } from '../../shared/script/assess.ts';
import type { ReplayCase } from '../../shared/script/authoring/replayCases.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { type OpenedFolder, openDeskFolder } from '../desk/openFolder.ts';

export interface Storing {
  readonly folders: readonly string[];
  readonly user: string;
  readonly scriptId: string;
  /** Versions that are at hand, to see what each assessment's own version made of it. */
  readonly versions: readonly CompiledScript[];
}

/** Null when a folder could not be opened; it was said why. */
export async function storedCases(storing: Storing): Promise<ReplayCase[] | null> {
  const cases = new Map<string, ReplayCase>();
  for (const folder of storing.folders) {
    const opened = await openDeskFolder(folder, storing.user);
    if (opened === null) return null;
    // Desks hold the same records: an assessment counts once.
    for (const one of casesIn(opened, storing)) cases.set(`${one.contactId} ${one.assessmentId}`, one);
    opened.close();
  }
  return [...cases.values()];
}

function casesIn({ db }: OpenedFolder, storing: Storing): ReplayCase[] {
  return listRecords(db)
    .filter((record) => record.kind === 'contact')
    .flatMap(({ id }) => {
      const record = { kind: 'contact', id } as const;
      const entry = makeEntry(record, getConfirmed(db, 'contact', id), readOpenOps(db, id));
      const contact = shownState(entry, 'contact');
      return contact === undefined ? [] : casesOf(contact, storing);
    });
}

function casesOf(contact: Contact, { scriptId, versions }: Storing): ReplayCase[] {
  return contact.assessments
    .filter((assessment) => assessment.scriptId === scriptId)
    .map((assessment) => {
      const answers = countedAnswers(assessment);
      const own = versions.find((script) => script.version === assessment.scriptVersion);
      const before =
        own === undefined
          ? (assessment.decision?.proposed ?? null)
          : (assess(own, answers).proposal?.disposition ?? null);
      const { id: assessmentId, scriptVersion: fromVersion } = assessment;
      return { contactId: contact.id, assessmentId, fromVersion, answers, before };
    });
}

// npm run -s script:export -- ID: a script's questions as a FHIR R4 Questionnaire; with --data a finished assessment's answers.
import { join } from 'node:path';
import { readOpenOps } from '../../db/opLog/deskLog.ts';
import { getConfirmed } from '../../db/workstation/records.ts';
import { makeEntry, shownState } from '../../electron/engine/record/recordEntry.ts';
import { finishedAssessment } from '../../electron/engine/tasks/finishedAssessment.ts';
import { readVersions } from '../../platform/draftText.ts';
import { checkedExport } from '../../platform/fhir/checkedExport.ts';
import { checkResource } from '../../platform/fhir/checkResource.ts';
import { languages } from '../../shared/base/text.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import type { Lost } from '../../shared/script/exchange/fhirShapes.ts';
import { questionnaireOf } from '../../shared/script/exchange/questionnaireOf.ts';
import { responseOf } from '../../shared/script/exchange/responseOf.ts';
import { endWithReader, endWithUsage, readCommandLine } from '../commandLine.ts';
import { openDeskFolder } from '../desk/openFolder.ts';
import { print } from './library.ts';

const usage = `npm run -s script:export -- ID [--lang fi|sv|en] [--library DIR]
       [--data DIR --user NAME --contact ID]      (password of NAME in LUOTSI_PASSWORD)`;

endWithReader();
const { values, positionals } = readCommandLine(
  {
    allowPositionals: true,
    options: {
      lang: { type: 'string', default: 'fi' },
      library: { type: 'string', default: join(import.meta.dirname, '../../shared/script/library') },
      data: { type: 'string' },
      user: { type: 'string' },
      contact: { type: 'string' },
    },
  },
  usage,
);
const language = languages.find((one) => one === values.lang);
if (language === undefined) endWithUsage(`--lang must be one of ${languages.join(', ')}`, usage);
const versions = readVersions(values.library, positionals[0] ?? '');
const newest = versions.at(-1);
if (newest === undefined) endWithUsage(`there is no script ${positionals[0] ?? ''}`, usage);
const { data, user, contact } = values;
if (data === undefined) exportQuestions(newest);
else if (user === undefined || contact === undefined)
  endWithUsage('--data needs --user and --contact', usage);
else await exportAnswers(data, { user, contactId: contact });

function exportQuestions(script: CompiledScript): void {
  const { questionnaire, lost } = questionnaireOf(script, language ?? 'fi');
  const troubles = checkResource(questionnaire);
  if (troubles.length > 0) fail(troubles.map((one) => `${one.path}: ${one.message}`).join('\n'));
  print(JSON.stringify(questionnaire, null, 2));
  tellLost(lost);
}

async function exportAnswers(dir: string, from: { user: string; contactId: string }): Promise<void> {
  const opened = await openDeskFolder(dir, from.user);
  if (opened === null) process.exit(2);
  const { db } = opened;
  const record = { kind: 'contact', id: from.contactId } as const;
  const entry = makeEntry(record, getConfirmed(db, 'contact', record.id), readOpenOps(db, record.id));
  opened.close();
  const found = shownState(entry, 'contact');
  const mine = (found?.assessments ?? []).filter((one) => one.scriptId === positionals[0]);
  const assessment = mine.findLast((one) => one.decision !== null);
  const script = versions.find((one) => one.version === assessment?.scriptVersion);
  const finished =
    found === undefined || assessment === undefined ? null : finishedAssessment(found, assessment);
  if (script === undefined || finished === null)
    fail(`${from.contactId} has no finished assessment of this script on this desk`);
  const made = checkedExport(responseOf(script, { ...finished, language: language ?? 'fi' }));
  print(made.json);
  tellLost(made.lost);
}

function tellLost(lost: readonly Lost[]): void {
  for (const { path, reasons } of lost)
    process.stderr.write(`not in the export: ${path}: ${reasons.map((one) => one.en).join('; ')}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

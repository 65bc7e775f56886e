// npm run -s script:import -- <questionnaire.json> --id ID: a FHIR R4 Questionnaire as a draft; what it cannot say on standard error.
import { readFileSync, statSync } from 'node:fs';
import { importQuestionnaire } from '../../platform/fhir/importQuestionnaire.ts';
import { questionnaireCharsMax } from '../../shared/protocol/taskProtocol.ts';
import { endWithReader, endWithUsage, readCommandLine } from '../commandLine.ts';
import { print } from './library.ts';

const usage = 'npm run -s script:import -- <questionnaire.json> --id ID [--json]';

endWithReader();
const { values, positionals } = readCommandLine(
  {
    allowPositionals: true,
    options: { id: { type: 'string' }, json: { type: 'boolean', default: false } },
  },
  usage,
);
const [file] = positionals;
const { id } = values;
if (file === undefined) endWithUsage('name the file of the questionnaire', usage);
if (id === undefined || !/^[a-z][a-z0-9_]{0,63}$/.test(id))
  endWithUsage('--id must be a snake_case id for the script', usage);
const size = statSync(file, { throwIfNoEntry: false })?.size;
if (size === undefined) endWithUsage(`there is no file ${file}`, usage);
// Looked at before it is read: a file of gigabytes never comes into memory.
if (size > questionnaireCharsMax * 4) endWithUsage(`${file} is too large`, usage);
const { text, problems, lost } = importQuestionnaire(readFileSync(file, 'utf8'), id);
if (values.json) print(JSON.stringify({ text, problems, lost }));
else {
  if (text !== null) process.stdout.write(text);
  for (const { key, message } of problems) process.stderr.write(`${file} ${key}: ${message.en}\n`);
  for (const { path, reasons } of lost)
    process.stderr.write(
      `not in the draft: ${path || '(all)'}: ${reasons.map((one) => one.en).join('; ')}\n`,
    );
}
process.exitCode = text === null ? 1 : 0;

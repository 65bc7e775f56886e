// npm run script:list [-- --json] [--lang fi]
import { print, readToolInput } from './library.ts';

const { library, isJson, language } = readToolInput();
const rows = library.scripts.map((script) => ({
  id: script.id,
  version: script.version,
  status: script.status,
  area: script.area,
  title: script.title,
  keywords: script.keywords,
  subject: script.subject,
  questions: script.questions.length,
  rules: script.rules.length,
}));
if (isJson) print(JSON.stringify(rows));
else for (const row of rows) print(`${row.id}@${row.version}  ${row.area}  ${row.title[language]}`);
for (const problem of library.problems)
  process.stderr.write(`${problem.file} ${problem.key}: ${problem.message}\n`);
process.exitCode = library.problems.length > 0 ? 1 : 0;

// `npm run new:command handoff.handBack`: the rows, the promise and the red test of a new command.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planNewCommand } from './newCommand/planNewCommand.ts';
import { SetupFault, tellFault } from './setup/setupFault.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const protocolPath = 'shared/protocol/deskProtocol.ts';

function findSpec(noun: string): string {
  const pages = readdirSync(join(root, 'docs', 'spec')).map((name) => `docs/spec/${name}`);
  const heading = new RegExp(`^## ${noun}$`, 'im');
  const page = pages.find((path) => heading.test(readFileSync(join(root, path), 'utf8')));
  if (page === undefined)
    throw new SetupFault(
      `no page of docs/spec has a section for ${noun}`,
      `write "## ${noun}" with one rule in docs/spec/core.md`,
    );
  return page;
}

function addCommand(name: string): void {
  const specPath = findSpec(name.split('.')[0] ?? '');
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const planned = planNewCommand(name, { protocol: read(protocolPath), spec: read(specPath) });
  if ('refused' in planned) throw new SetupFault(planned.refused, 'npm run new:command noun.verb');
  if (existsSync(join(root, planned.testPath)))
    throw new SetupFault(`${planned.testPath} exists`, 'choose another verb');
  mkdirSync(dirname(join(root, planned.testPath)), { recursive: true });
  writeFileSync(join(root, protocolPath), planned.protocol);
  writeFileSync(join(root, specPath), planned.spec);
  writeFileSync(join(root, planned.testPath), planned.test);
  process.stdout.write(
    `${name} is promise ${planned.ruleId}: rows in ${protocolPath}, red test ${planned.testPath}\nNext:\n`,
  );
  for (const [at, line] of planned.next.entries()) process.stdout.write(`  ${at + 1}. ${line}\n`);
}

try {
  addCommand(process.argv[2] ?? '');
} catch (fault) {
  process.exitCode = tellFault(fault);
}

/** The files a new command begins in, as they are now. */
export interface Sources {
  readonly protocol: string;
  /** The page of promises that has a section for the noun. */
  readonly spec: string;
}

export interface NewCommand {
  readonly ruleId: string;
  readonly protocol: string;
  readonly spec: string;
  readonly testPath: string;
  readonly test: string;
  /** What is left for a person, in the order to do it. */
  readonly next: readonly string[];
}

export type Planned = NewCommand | { readonly refused: string };

const shape = /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/;

/** Pure: from the texts of today to the texts with one more command, its promise and a red test. */
export function planNewCommand(name: string, { protocol, spec }: Sources): Planned {
  if (!shape.test(name)) return { refused: `${name} is not noun.verb, like handoff.take` };
  if (protocol.includes(`'${name}'`)) return { refused: `${name} exists already` };
  const [noun = '', verb = ''] = name.split('.');
  const rule = nextRule(spec, noun);
  if (rule === undefined)
    return { refused: `the promises have no section "## ${capital(noun)}" with a rule in it` };
  const withArgs = insertBefore(
    protocol,
    '} as const satisfies Record<string, z.ZodType>;\nexport type CommandName',
    [`  '${name}': z.strictObject({ ${noun}Id: id }),`],
  );
  const withResult =
    withArgs && insertIntoInterface(withArgs, 'CommandResults', `  '${name}': { ${noun}Id: string };`);
  if (withResult === undefined)
    return { refused: 'the table of commands has another form than this tool knows' };
  const fact = `${noun}.${verb} in the past (a fact: taken, closed, added)`;
  return {
    ruleId: rule.id,
    protocol: withResult,
    spec: insertAfter(spec, rule.lastLine, `- **${rule.id}** ${name}: say in one sentence what is promised.`),
    testPath: `tests/unit/engine/commands/${noun}${capital(verb)}.test.ts`,
    test: redTest(name, rule.id),
    next: [
      `docs/spec: write the sentence of ${rule.id}`,
      `shared/domain/${noun}/${noun}Facts.ts: a row for ${fact}, with its fold (and its claim, if it can be refused)`,
      'shared/domain/access/policy.ts: who may author it',
      `electron/engine/commands: the row '${name}'`,
      `renderer/features/${noun}: the button`,
      '`npm run types` recites what is still missing; the red test says when it is done',
    ],
  };
}

function nextRule(spec: string, noun: string): { id: string; lastLine: string } | undefined {
  const section = spec.split(/^## /m).find((one) => one.startsWith(`${capital(noun)}\n`));
  const lines = section?.match(/^- \*\*[A-Z]+\d+\*\* .*$/gm) ?? [];
  const lastLine = lines.at(-1);
  const prefix = /\*\*([A-Z]+)\d/.exec(lastLine ?? '')?.[1];
  if (lastLine === undefined || prefix === undefined) return undefined;
  const used = [...spec.matchAll(new RegExp(`\\*\\*${prefix}(\\d+)\\*\\*`, 'g'))].map((match) =>
    Number(match[1]),
  );
  return { id: `${prefix}${Math.max(...used) + 1}`, lastLine };
}

function insertBefore(text: string, mark: string, lines: readonly string[]): string | undefined {
  return text.split(mark).length === 2 ? text.replace(mark, () => `${lines.join('\n')}\n${mark}`) : undefined;
}

function insertAfter(text: string, line: string, added: string): string {
  return text.replace(line, () => `${line}\n${added}`);
}

function insertIntoInterface(text: string, name: string, line: string): string | undefined {
  const start = text.search(new RegExp(`^export interface ${name} (extends \\w+ )?\\{$`, 'm'));
  const end = text.indexOf('\n}', start);
  return start === -1 || end === -1 ? undefined : `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

function redTest(name: string, ruleId: string): string {
  return `import { expect, it } from 'vitest';

it('[${ruleId}] ${name} keeps its promise', () => {
  expect.fail('Say what ${name} promises, then prove it here.');
});
`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

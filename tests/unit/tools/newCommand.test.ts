import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type NewCommand, planNewCommand } from '../../../tools/newCommand/planNewCommand.ts';

const root = new URL('../../..', import.meta.url).pathname;
const sources = {
  protocol: readFileSync(`${root}/shared/protocol/deskProtocol.ts`, 'utf8'),
  spec: '# Core\n\n## Handoff\n- **HO1** one.\n- **HO7** seven.\n\n## Plan\n- **PL1** one.\n',
};

function planned(name: string): NewCommand {
  const plan = planNewCommand(name, sources);
  if ('refused' in plan) throw new Error(plan.refused);
  return plan;
}

describe('a new command', () => {
  it('[SU9] begins as a row of arguments, a row of results, a promise and a red test', () => {
    const plan = planned('handoff.handBack');
    expect(plan.ruleId).toBe('HO8');
    expect(plan.protocol).toContain(
      "  'handoff.handBack': z.strictObject({ handoffId: id }),\n} as const satisfies",
    );
    const results = plan.protocol.split('export interface CommandResults ')[1]?.split('\n}')[0] ?? '';
    expect(results).toContain("  'handoff.handBack': { handoffId: string };");
    expect(plan.spec).toContain('- **HO7** seven.\n- **HO8** handoff.handBack: ');
    expect(plan.test).toContain("it('[HO8] handoff.handBack");
    expect(plan.test).toContain('expect.fail(');
    expect(plan.testPath).toBe('tests/unit/engine/commands/handoffHandBack.test.ts');
  });

  it('[SU9] is refused when it exists, is not noun.verb, or its noun has no promises yet', () => {
    expect(planNewCommand('handoff.take', sources)).toEqual({ refused: 'handoff.take exists already' });
    expect(planNewCommand('take', sources)).toHaveProperty('refused');
    expect(planNewCommand('Handoff.Take', sources)).toHaveProperty('refused');
    expect(planNewCommand('parcel.send', sources)).toHaveProperty('refused');
  });
});

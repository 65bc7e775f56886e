import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ContactView, HandoffView, PlanView } from '../../shared/protocol/deskViews.ts';
import type { Stage } from './demoStage.ts';
import { root } from './launchDesk.ts';
import { until } from './until.ts';

interface Reader {
  readonly ask: (query: string, args: object) => Promise<unknown>;
  readonly end: () => void;
}

/** A fresh desk without a window: what it knows, it has from the region. */
function openReader(stage: Stage): Promise<Reader> {
  const child = spawn(
    process.execPath,
    [
      'tools/deskLines.ts',
      '--region',
      stage.region,
      '--data',
      join(stage.folder, 'reader'),
      '--user',
      'supervisor.koski',
    ],
    {
      cwd: root,
      env: { ...process.env, LUOTSI_PASSWORD: 'demo', LUOTSI_LOG: 'fatal' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  stage.children.add('the reader', child);
  const waiting = new Map<number, (answer: unknown) => void>();
  let count = 0;
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the reader ended with ${code}`)));
    const ask = (query: string, args: object) => {
      count += 1;
      child.stdin.write(`${JSON.stringify({ id: count, query, args })}\n`);
      return new Promise<unknown>((answered) => waiting.set(count, answered));
    };
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { ready?: boolean; id?: number; result?: unknown };
      if (said.ready) resolve({ ask, end: () => child.stdin.end() });
      else if (said.id !== undefined) waiting.get(said.id)?.(said.result);
    });
  });
}

export async function readAtRegion(stage: Stage, contactId: string): Promise<string[]> {
  const reader = await openReader(stage);
  const contact = await until('the contact at the region', async () => {
    const seen = (await reader.ask('contact.get', { contactId })) as ContactView | undefined;
    return seen?.phase === 'closed' && seen;
  });
  const handoffs = await until('both handoffs done', async () => {
    const all = (await reader.ask('handoff.list', {})) as readonly HandoffView[];
    const ours = all.filter((one) => one.contactId === contactId);
    return ours.length === 2 && ours.every((one) => one.phase === 'done') && ours;
  });
  const plan = (await reader.ask('plan.get', { planId: contact.planId })) as PlanView | undefined;
  reader.end();
  const { assessment } = contact;
  if (contact.notes.length === 0 || assessment?.decision == null || plan === undefined)
    throw new Error('the record at the region is not whole');
  return [
    `contact ${contact.contactId}: ${contact.phase}, outcome ${String(contact.outcome.at(-1)?.value)}`,
    `answers ${Object.keys(assessment.answers).length}, decision ${assessment.decision.chosen} (${assessment.decision.direction})`,
    `notes ${contact.notes.length}, plan lines ${Object.keys(plan.lines).length}`,
    ...handoffs.map(
      (one) => `handoff to ${one.toUnit}: ${one.phase}, taken by ${one.holder?.user ?? 'nobody'}`,
    ),
  ];
}

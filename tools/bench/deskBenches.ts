import { join } from 'node:path';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import type { AssessmentNow } from '../../shared/protocol/deskViews.ts';
import { BenchDesk, offlineGrant } from './benchDesk.ts';
import { type Bench, inTurn, type NamedRound } from './figures.ts';
import { commitRaw, type Spread, spreadOf } from './rawCommits.ts';
import { inScratchFolder } from './scratch.ts';

const commands = 2_000;
/** Until the log beside the file has its size and begins anew in it: a commit that makes a file longer takes twice the time. */
const commandsBefore = 1_200;
const library = new URL('../../shared/script/library', import.meta.url).pathname;

function openDesk(folder: string): BenchDesk {
  const { scripts } = readScriptLibrary(library);
  const grant = offlineGrant('desk_bench');
  return new BenchDesk({
    path: join(folder, 'desk.db'),
    deskId: 'desk_bench',
    grant,
    transport: null,
    scripts,
  });
}

async function timed(many: number, work: (index: number) => Promise<unknown>): Promise<Spread> {
  const times: number[] = [];
  for (let index = 0; index < commandsBefore + many; index += 1) {
    const started = performance.now();
    await work(index);
    times.push(performance.now() - started);
  }
  return spreadOf(times.slice(commandsBefore));
}

function noteCommands(folder: string): Promise<Spread> {
  return timedOn(folder, async (desk, contacts) => {
    const text = 'The client rests, drinks and calls again if it gets worse. '.repeat(4);
    return timed(commands, (index) =>
      desk.command('contact.addNote', {
        contactId: contacts[index % contacts.length],
        text: `${index} ${text}`,
      }),
    );
  });
}

function answerCommands(folder: string): Promise<Spread> {
  return timedOn(folder, async (desk, contacts) => {
    const next = new Map<string, string>();
    for (const contactId of contacts) {
      const started = await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
      const { assessment } = started as { assessment: AssessmentNow };
      next.set(contactId, assessment.view.next ?? '');
    }
    return timed(commands, (index) => {
      const contactId = contacts[index % contacts.length] ?? '';
      const answer = index % (2 * contacts.length) < contacts.length ? 'no' : 'unknown';
      return desk.command('assessment.answer', { contactId, questionId: next.get(contactId), answer });
    });
  });
}

async function timedOn(
  folder: string,
  work: (desk: BenchDesk, contacts: readonly string[]) => Promise<Spread>,
): Promise<Spread> {
  const desk = openDesk(folder);
  try {
    const contacts: string[] = [];
    for (let made = 0; made < 20; made += 1)
      contacts.push(((await desk.command('contact.open', {})) as { contactId: string }).contactId);
    return await work(desk, contacts);
  } finally {
    desk.close();
  }
}

async function round(
  productFirst: boolean,
  work: (folder: string) => Promise<Spread>,
): Promise<NamedRound[]> {
  const { product, baseline } = await inTurn(productFirst, {
    product: () => inScratchFolder(work),
    baseline: () => inScratchFolder(async (folder) => commitRaw(folder, commands, commandsBefore)),
  });
  return [
    { part: 'p50', value: product.p50, baseline: baseline.p50 },
    { part: 'p99', value: product.p99, baseline: baseline.p99 },
    { part: 'rate', unit: '1/s', value: product.perSecond, baseline: baseline.perSecond },
  ];
}

export const deskBenches: readonly Bench[] = [
  {
    name: 'desk.note',
    unit: 'ms',
    what: 'one note through the engine, durable, replied; against one raw durable insert on the same cipher (L1)',
    round: (productFirst) => round(productFirst, noteCommands),
  },
  {
    name: 'desk.answer',
    unit: 'ms',
    what: 'one answer: durable, the script evaluated, the next question in the reply; against L1',
    round: (productFirst) => round(productFirst, answerCommands),
  },
];

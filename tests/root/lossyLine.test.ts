import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { quantiles } from '../kill/kit/killReport.ts';
import { startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';
import { requireOwnNamespaces } from './kit/ownNamespaces.ts';

const open: TestDesk[] = [];
let region: RegionProcess | undefined;
beforeAll(requireOwnNamespaces);
afterAll(async () => {
  for (const desk of open) desk.close();
  await region?.kill();
});

/** Data and acknowledgements alike, both ways. */
function lose(share: number): void {
  execFileSync('iptables-legacy', ['-F']);
  if (share === 0) return;
  const random = ['-m', 'statistic', '--mode', 'random', '--probability', String(share)];
  execFileSync('iptables-legacy', ['-A', 'INPUT', '-i', 'lo', '-p', 'tcp', ...random, '-j', 'DROP']);
}

const wait = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

it('[FT22] with every tenth packet lost saving stays quick, all goes out, and nobody is told "offline"', async () => {
  region = await startRegion();
  const { url } = region;
  const desk = await startDeskAt(url, 'nurse.laine');
  open.push(desk);
  const { contactId } = await desk.command('contact.open', {});
  await until('the call is sent', () => desk.engine.status().pending === 0);
  lose(0.1);
  const many = timesOf(150, 3_000);
  const last = `hukka ${many - 1}`;
  const saved: number[] = [];
  let offline = 0;
  const startedAt = performance.now();
  for (let at = 0; at < many; at += 1) {
    const noteAt = performance.now();
    await desk.command('contact.addNote', { contactId, text: `hukka ${at}` });
    saved.push(performance.now() - noteAt);
    if (!desk.engine.status().connected) offline += 1;
    await wait(50);
  }
  await until('all is sent', () => desk.engine.status().pending === 0, 60_000);
  const perSecond = many / ((performance.now() - startedAt) / 1_000);
  lose(0);
  const reader = await startDeskAt(url, 'nurse.virta');
  open.push(reader);
  // A long history comes in parts, after the state that counts it.
  await until('the reader has it', async () => {
    const got = await reader.send({ id: 'g', query: 'contact.get', args: { contactId } });
    return 'result' in got && (got.result as { notes: { text: string }[] }).notes.at(-1)?.text === last;
  });
  const { notes } = await reader.query('contact.get', { contactId });
  const texts = notes.map((note) => note.text);
  // A view holds the last notes only.
  expect(texts).toEqual(Array.from({ length: many }, (_none, at) => `hukka ${at}`).slice(-texts.length));
  expect(perSecond).toBeGreaterThanOrEqual(5);
  expect(quantiles(saved).p95).toBeLessThan(50);
  expect(offline).toBe(0);
  tellFigure({
    check: 'R14',
    part: '10 % of packets lost, by the kernel',
    figure: `${many} notes at ${perSecond.toFixed(1)} a second, saved p95 ${quantiles(saved).p95} ms, ${offline} looks said offline`,
  });
});

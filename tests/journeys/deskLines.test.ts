import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeId } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const tool = fileURLToPath(new URL('../../tools/deskLines.ts', import.meta.url));

type Said = Record<string, unknown> & { readonly result?: Record<string, unknown> };

interface Lines {
  readonly child: ChildProcess;
  readonly said: Said[];
  readonly words: () => string;
  write(text: string): void;
  ask(message: Record<string, unknown>): Promise<Said>;
  next(isIt: (one: Said) => boolean): Promise<Said>;
  readonly ended: Promise<number | null>;
}

function startLines(options: { data: string; region: string; user?: string; password?: string }): Lines {
  const args = ['--region', options.region, '--data', options.data, '--user', options.user ?? 'nurse.laine'];
  const child = spawn(process.execPath, [tool, ...args], {
    env: { PATH: process.env.PATH, LUOTSI_PASSWORD: options.password ?? 'demo' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: Said[] = [];
  const waiting = new Set<() => void>();
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString('utf8');
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(JSON.parse(line) as Said);
    for (const look of waiting) look();
  });
  child.stdin.on('error', () => {
    // A killed desk reads no more; the test looks at what it had answered.
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const next = (isIt: (one: Said) => boolean): Promise<Said> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = said.find(isIt);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      void ended.then(() => reject(new Error(`ended: ${words}`)));
      look();
    });
  const write = (text: string): void => void child.stdin.write(`${text}\n`);
  return {
    child,
    said,
    words: () => words,
    write,
    ended,
    next,
    ask(message) {
      write(JSON.stringify(message));
      return next((one) => one.id === message.id);
    },
  };
}

let region: RegionProcess;
beforeAll(async () => {
  region = await startRegion();
});
afterAll(() => region.kill());

describe('desk:lines', () => {
  it('[DL1][DL2] answers in order, goes on after nonsense, and ends at the end of input', async () => {
    const lines = startLines({ data: scratchFolder(), region: region.url });
    await lines.next((one) => one.ready === true);
    const opened = await lines.ask({ id: 1, command: 'contact.open', args: {} });
    const contactId = opened.result?.contactId;
    lines.write('this is not JSON');
    lines.write(
      JSON.stringify({ id: 2, command: 'contact.addNote', args: { contactId, text: 'x'.repeat(200_000) } }),
    );
    lines.write(JSON.stringify({ id: 3, command: 'contact.dance', args: {} }));
    for (let id = 10; id < 60; id += 1)
      lines.write(JSON.stringify({ id, command: 'contact.addNote', args: { contactId, text: `n${id}` } }));
    lines.write(JSON.stringify({ id: 60, query: 'contact.get', args: { contactId } }));
    lines.child.stdin?.end();
    expect(await lines.ended).toBe(0);
    expect(lines.said[0]).toEqual({ ready: true });
    expect(lines.said[2]).toEqual({ id: null, fault: true, code: 'messageInvalid' });
    expect(lines.said[3]).toMatchObject({ fault: true, code: 'messageTooLarge' });
    expect(lines.said[4]).toEqual({ id: 3, fault: true, code: 'unknownCommand' });
    expect(lines.said.slice(5).map((one) => one.id)).toEqual(Array.from({ length: 51 }, (_, at) => at + 10));
    expect(lines.said.at(-1)?.result?.noteCount).toBe(50);
    expect(lines.words()).toBe('');
  });

  it('[DL3][EN2] every answered note is there after kill -9, once, also with the region dead', async () => {
    const data = scratchFolder();
    const first = startLines({ data, region: region.url });
    await first.next((one) => one.ready === true);
    const opened = await first.ask({ id: 'o', command: 'contact.open', args: {} });
    const contactId = opened.result?.contactId;
    const answered: string[] = [];
    const rounds = Number(process.env.LUOTSI_KILLS ?? 4);
    let desk = first;
    for (let round = 0; round < rounds; round += 1) {
      const from = desk.said.length;
      for (let note = 0; note < 200; note += 1) {
        const id = `${round}-${note}`;
        desk.write(JSON.stringify({ id, command: 'contact.addNote', args: { contactId, text: id } }));
      }
      await desk.next((one) => one.id === `${round}-${20 + round * 37}`);
      desk.child.kill('SIGKILL');
      await desk.ended;
      answered.push(...desk.said.slice(from).flatMap((one) => ('result' in one ? [String(one.id)] : [])));
      // The region's address leads nowhere from now on.
      desk = startLines({ data, region: 'http://127.0.0.1:9' });
      await desk.next((one) => one.ready === true);
      const view = await desk.ask({ id: 'g', query: 'contact.get', args: { contactId } });
      const texts = ((view.result?.notes ?? []) as { text: string }[]).map((note) => note.text);
      expect(new Set(texts).size).toBe(texts.length);
      expect(answered.filter((text) => !texts.includes(text))).toEqual([]);
    }
    desk.child.stdin?.end();
    expect(await desk.ended).toBe(0);
    const online = startLines({ data, region: region.url });
    await online.next((one) => one.ready === true);
    online.child.stdin?.end();
    expect(await online.ended).toBe(0);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 1, /password is wrong/],
    ['nobody', { user: 'nobody' }, 1, /password is wrong/],
    ['no password', { password: '' }, 2, /LUOTSI_PASSWORD/],
    ['no address', { region: 'nowhere' }, 2, /must look like http/],
  ])('[DL4] %s is said in words', async (_who, options, status, words) => {
    const lines = startLines({ region: region.url, ...options, data: scratchFolder() });
    expect(await lines.ended).toBe(status);
    expect(lines.words()).toMatch(words);
    expect(lines.said).toEqual([]);
  });

  it('[DL5][RG30][EN25] a region put back to before the sign-in gets everything again, without anybody asking', async () => {
    const home = await startRegion();
    await home.stop();
    const backup = scratchFolder();
    cpSync(home.folder, backup, { recursive: true });
    const port = Number(new URL(home.url).port);
    const now = await startRegion({ folder: home.folder, port });
    const lines = startLines({ data: scratchFolder(), region: home.url });
    await lines.next((one) => one.ready === true);
    const contactId = (await lines.ask({ id: 'o', command: 'contact.open', args: {} })).result?.contactId;
    await lines.ask({ id: 'n1', command: 'contact.addNote', args: { contactId, text: 'before' } });
    const status = async () => (await lines.ask({ id: makeId(), query: 'sync.status' })).result;
    await expect.poll(status, { timeout: 15_000 }).toMatchObject({ pending: 0, acknowledged: 2 });
    await now.kill();
    rmSync(home.folder, { recursive: true });
    cpSync(backup, home.folder, { recursive: true });
    const restored = await startRegion({ folder: home.folder, port });
    await lines.ask({ id: 'n2', command: 'contact.addNote', args: { contactId, text: 'after' } });
    await expect
      .poll(status, { timeout: 25_000, interval: 200 })
      .toMatchObject({ connected: true, pending: 0, acknowledged: 3, refused: [] });
    const other = startLines({ data: scratchFolder(), region: home.url, user: 'nurse.virta' });
    await other.next((one) => one.ready === true);
    const seen = async () => {
      const view = await other.ask({ id: makeId(), query: 'contact.get', args: { contactId } });
      return ((view.result?.notes ?? []) as { text: string }[]).map((note) => note.text);
    };
    await expect.poll(seen, { timeout: 15_000, interval: 200 }).toEqual(['before', 'after']);
    for (const desk of [lines, other]) desk.child.stdin?.end();
    await Promise.all([lines.ended, other.ended]);
    await restored.kill();
  });

  it('[DL6] a first start says that the region does not answer, and goes on when it does', async () => {
    const first = await startRegion();
    const port = Number(new URL(first.url).port);
    await first.stop();
    const lines = startLines({ data: scratchFolder(), region: first.url });
    await expect.poll(lines.words, { timeout: 15_000 }).toMatch(/does not answer; trying for 30 s/);
    const later = await startRegion({ folder: first.folder, port });
    await lines.next((one) => one.ready === true);
    lines.child.stdin?.end();
    expect(await lines.ended).toBe(0);
    await later.kill();
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBridgePort, type Soon } from '../../../../renderer/desk/bridgePort.ts';
import type { DeskPort } from '../../../../renderer/desk/deskPort.ts';

interface Sent {
  readonly id: string;
  readonly command?: string;
  readonly query?: string;
  readonly follow?: string;
  readonly unfollow?: string;
  readonly args?: unknown;
}

/** The other end of the bridge, worked by hand. */
function bridge(soon?: Soon) {
  const sent: Sent[] = [];
  let tell: (message: unknown) => void = () => {};
  const port: DeskPort = openBridgePort(
    {
      send: (message) => sent.push(message as Sent),
      receive: (listener) => {
        tell = listener;
        return () => {};
      },
    },
    () => Promise.resolve(null),
    soon,
  );
  return { port, sent, tell: (message: unknown) => tell(message), last: () => sent.at(-1) };
}

const noArgs = {};
const note = { contactId: 'contact_1', text: 'Kipu jatkuu' };
const fallen = { id: null, fault: true, code: 'engineStopped' };

describe('the port to the engine', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('[WN7] what is asked before the engine is ready is sent when it is', async () => {
    const { port, sent, tell } = bridge();
    const answer = port.command('contact.addNote', note);
    expect(sent).toEqual([]);
    tell({ ready: true });
    expect(sent).toEqual([{ id: 'c1', command: 'contact.addNote', args: note }]);
    tell({ id: 'c1', result: { opId: 'op' } });
    expect(await answer).toEqual({ kind: 'done', result: { opId: 'op' } });
  });

  it('[WN7] a command in flight when the engine falls is answered, not left waiting', async () => {
    const { port, tell } = bridge();
    tell({ ready: true });
    const answer = port.command('contact.addNote', note);
    tell(fallen);
    expect(await answer).toEqual({ kind: 'failed', fault: 'engineStopped' });
    expect(port.health.current().engine).toBe('silent');
  });

  it('[WN7] an engine that comes back without a word of its fall answers for it too', async () => {
    const { port, tell } = bridge();
    tell({ ready: true });
    const answer = port.command('contact.addNote', note);
    tell({ ready: true });
    expect(await answer).toEqual({ kind: 'failed', fault: 'engineStopped' });
  });

  it('[WN6] follows are made again and the old view stays until the new one comes', () => {
    const { port, sent, tell } = bridge();
    tell({ ready: true });
    const live = port.live('contact.list', noArgs);
    live.subscribe(() => {});
    tell({ topic: 'contact.list', follow: 'f1', result: ['before'] });
    tell(fallen);
    expect(live.current().data).toEqual(['before']);
    sent.length = 0;
    tell({ ready: true });
    expect(sent).toEqual([{ id: 'f1', follow: 'contact.list', args: noArgs }]);
    tell({ topic: 'contact.list', follow: 'f1', result: ['after'] });
    expect(live.current().data).toEqual(['after']);
  });

  it('[WN9] two followers of one query ask once, and the last to leave lets it go', () => {
    const { port, sent, tell, last } = bridge();
    tell({ ready: true });
    const leave = [port.live('sync.status', noArgs), port.live('sync.status', noArgs)].map((live) =>
      live.subscribe(() => {}),
    );
    expect(sent.filter((one) => one.follow !== undefined)).toHaveLength(1);
    leave[0]?.();
    vi.advanceTimersByTime(60_000);
    expect(last()?.unfollow).toBeUndefined();
    leave[1]?.();
    vi.advanceTimersByTime(60_000);
    expect(last()).toMatchObject({ unfollow: 'f1' });
  });

  it('[WN9] coming back within moments keeps the view and asks nothing', () => {
    const { port, sent, tell } = bridge();
    tell({ ready: true });
    const leave = port.live('sync.status', noArgs).subscribe(() => {});
    tell({ topic: 'sync.status', follow: 'f1', result: { pending: 1 } });
    leave();
    const again = port.live('sync.status', noArgs);
    again.subscribe(() => {});
    vi.advanceTimersByTime(60_000);
    expect(again.current().data).toEqual({ pending: 1 });
    expect(sent).toHaveLength(1);
  });

  it('[WN8] what the disk would not take is kept once, and forgotten when the same thing has been saved', async () => {
    const { port, sent, tell } = bridge();
    tell({ ready: true });
    const [first, second] = ['ensin', 'sitten'].map((text) => ({ contactId: 'contact_1', text }));
    const fail = async (args: typeof note, id: string) => {
      const answer = port.command('contact.addNote', args);
      tell({ id, fault: true, code: 'diskFull' });
      await answer;
    };
    await fail(first ?? note, 'c1');
    await fail(second ?? note, 'c2');
    await fail(first ?? note, 'c3');
    expect(port.health.current().unsaved.map((one) => one.args)).toEqual([second, first]);
    expect(port.health.current().savingWorks).toBe(false);
    const saved = port.command('contact.addNote', second ?? note);
    tell({ id: 'c4', result: {} });
    await saved;
    expect(port.health.current()).toMatchObject({ unsaved: [{ args: first }], savingWorks: true });
    expect(sent.filter((one) => one.command !== undefined)).toHaveLength(4);
    port.forgetUnsaved();
    expect(port.health.current().unsaved).toEqual([]);
  });

  it('[WN8] a rule’s no and a missing network are not lost texts', async () => {
    const { port, tell } = bridge();
    tell({ ready: true });
    const refused = port.command('handoff.take', { handoffId: 'handoff_1' });
    tell({ id: 'c1', refused: true, reason: 'alreadyTaken', by: { user: 'u', desk: 'd' }, at: 'then' });
    expect(await refused).toEqual({
      kind: 'refused',
      refusal: { reason: 'alreadyTaken', by: { user: 'u', desk: 'd' }, at: 'then', path: null },
    });
    const failed = port.command('session.signIn', { user: 'u', password: 'p' });
    tell({ id: 'c2', fault: true, code: 'regionUnreachable' });
    expect(await failed).toEqual({ kind: 'failed', fault: 'regionUnreachable' });
    expect(port.health.current().unsaved).toEqual([]);
  });

  it('[WN16] what the engine sends of one commit is shown together and once, the newest of each', () => {
    const frames: (() => void)[] = [];
    const { port, sent, tell } = bridge((show) => frames.push(show));
    tell({ ready: true });
    const seen: unknown[] = [];
    for (const name of ['sync.status', 'session.current'] as const) {
      const source = port.live(name, {});
      source.subscribe(() => seen.push([name, source.current().data]));
    }
    const [status, session] = sent.map((one) => one.id);
    tell({ topic: 'sync.status', follow: status, result: { pending: 1 } });
    tell({ topic: 'session.current', follow: session, result: { session: null } });
    tell({ topic: 'sync.status', follow: status, result: { pending: 2 } });
    expect([seen, frames.length]).toEqual([[], 1]);
    frames[0]?.();
    expect(seen).toEqual([
      ['sync.status', { pending: 2 }],
      ['session.current', { session: null }],
    ]);
    tell({ topic: 'sync.status', follow: status, result: { pending: 3 } });
    expect(frames).toHaveLength(2);
  });

  it('[WN16] what follows a reply waits for its painted frame, other news for the next one', async () => {
    const waits: string[] = [];
    const shows: (() => void)[] = [];
    const { port, sent, tell } = bridge((show, when) => {
      waits.push(when);
      shows.push(show);
    });
    tell({ ready: true });
    port.live('sync.status', {}).subscribe(() => undefined);
    const news = (pending: number) =>
      tell({ topic: 'sync.status', follow: sent[0]?.id, result: { pending } });
    news(0);
    shows.shift()?.();
    const answer = port.command('contact.addNote', note);
    tell({ id: sent.at(-1)?.id, result: { opId: 'op' } });
    await answer;
    news(1);
    shows.shift()?.();
    news(0);
    expect(waits).toEqual(['frame', 'painted', 'frame']);
  });

  it('[WN22] a result that says the same in part keeps that part as the same object', () => {
    const { port, sent, tell } = bridge((show) => show());
    tell({ ready: true });
    const source = port.live('sync.status', {});
    source.subscribe(() => undefined);
    const status = { pending: 1, refused: [{ opId: 'op' }] };
    tell({ topic: 'sync.status', follow: sent[0]?.id, result: structuredClone(status) });
    const before = source.current().data;
    tell({ topic: 'sync.status', follow: sent[0]?.id, result: { ...structuredClone(status), pending: 2 } });
    expect(source.current().data).toEqual({ ...status, pending: 2 });
    expect(source.current().data?.refused).toBe(before?.refused);
  });

  it('[WN16] a refusal that comes after a result is not covered by it', () => {
    const frames: (() => void)[] = [];
    const { port, sent, tell } = bridge((show) => frames.push(show));
    tell({ ready: true });
    const source = port.live('contact.get', { contactId: 'contact_1' });
    source.subscribe(() => undefined);
    const id = sent[0]?.id;
    tell({ topic: 'contact.get', follow: id, result: { contactId: 'contact_1' } });
    tell({ id, refused: true, reason: 'notFound' });
    frames[0]?.();
    expect(source.current()).toMatchObject({ data: undefined, refusal: { reason: 'notFound' } });
  });

  it('[LW2] a task is its own kind of message, asked again of nobody, and never left waiting when the engine falls', async () => {
    const { port, sent, tell } = bridge();
    tell({ ready: true });
    const first = port.task('script.prove', { text: 'one' });
    const second = port.task('script.prove', { text: 'two' });
    const [one, two] = sent.filter((message) => 'task' in message);
    expect(one).toMatchObject({ task: 'script.prove', args: { text: 'one' } });
    tell({ id: one?.id, refused: true, reason: 'replaced' });
    expect(await first).toMatchObject({ kind: 'refused', refusal: { reason: 'replaced' } });
    tell(fallen);
    expect(await second).toEqual({ kind: 'failed', fault: 'engineStopped' });
    tell({ ready: true });
    expect(sent.filter((message) => message.id === two?.id)).toHaveLength(1);
    expect(port.health.current().unsaved).toEqual([]);
  });
});

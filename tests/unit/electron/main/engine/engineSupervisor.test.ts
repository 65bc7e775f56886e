import { describe, expect, it } from 'vitest';
import { countFall } from '../../../../../electron/main/engine/crashBudget.ts';
import type { EngineListener } from '../../../../../electron/main/engine/engineProcess.ts';
import { superviseEngine } from '../../../../../electron/main/engine/engineSupervisor.ts';
import type { ShellToEngine } from '../../../../../shared/protocol/shellProtocol.ts';

function world() {
  const seen: string[] = [];
  const engines: { readonly listener: EngineListener; readonly heard: ShellToEngine[]; killed: boolean }[] =
    [];
  const timers: { at: number; run: () => void }[] = [];
  let now = 0;
  let giveStart: (() => void) | undefined;
  const pass = async (ms: number) => {
    now += ms;
    for (const timer of timers.splice(0)) {
      if (timer.at <= now) timer.run();
      else timers.push(timer);
    }
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  const supervisor = superviseEngine<string>({
    start: (listener) => {
      const engine = { listener, heard: [] as ShellToEngine[], killed: false };
      engines.push(engine);
      return {
        pid: () => engines.length,
        send: (message) => void engine.heard.push(message),
        attach: (page, port) => void seen.push(`attach ${page} ${port}`),
        kill: () => {
          engine.killed = true;
        },
      };
    },
    startMessage: async () => {
      await new Promise<void>((resolve) => {
        giveStart = resolve;
        resolve();
      });
      return { kind: 'start', dataDir: '/d', libraryDir: '/l', regionUrl: null, keychainKey: null };
    },
    now: () => now,
    later: (run, ms) => void timers.push({ at: now + ms, run }),
    onMessage: (message) => void seen.push(message.kind),
    onStarted: () => void seen.push('started'),
    onGivenUp: () => void seen.push('given up'),
  });
  return { supervisor, engines, seen, pass, giveStart: () => giveStart?.() };
}

describe('the engine’s supervisor', () => {
  it('[SH33] two falls are answered at once and after a quarter of a second, the third by nobody', () => {
    const first = countFall([], 1_000);
    const second = countFall(first.falls, 2_000);
    const third = countFall(second.falls, 3_000);
    expect([first, second, third].map((one) => one.restartAfterMs)).toEqual([0, 250, null]);
    expect(countFall(second.falls, 61_500).restartAfterMs).toBe(250);
    expect(countFall(second.falls, 70_000).restartAfterMs).toBe(0);
  });

  it('[SH34] no page and no word reaches an engine before its start message', async () => {
    const { supervisor, engines, seen, pass } = world();
    supervisor.begin();
    expect(supervisor.attach(1, 'early')).toBe(false);
    supervisor.send({ kind: 'cutLink', cut: true });
    await pass(0);
    expect(engines[0]?.heard.map((one) => one.kind)).toEqual(['start']);
    expect(seen).toEqual(['started']);
    expect(supervisor.attach(2, 'port')).toBe(true);
  });

  it('[SH10][SH33] it starts again twice, gives up at the third fall and begins anew when asked', async () => {
    const { supervisor, engines, seen, pass } = world();
    supervisor.begin();
    await pass(0);
    for (const number of [1, 2]) {
      engines.at(-1)?.listener.exit(70);
      await pass(1_000);
      expect(engines).toHaveLength(number + 1);
    }
    engines.at(-1)?.listener.exit(70);
    await pass(30_000);
    expect(engines).toHaveLength(3);
    expect(seen.at(-1)).toBe('given up');
    expect(supervisor.hasGivenUp()).toBe(true);
    supervisor.retry();
    await pass(0);
    expect(engines).toHaveLength(4);
    supervisor.retry();
    await pass(0);
    expect(engines).toHaveLength(4);
  });

  it('[SH33] the late exit of a former engine counts for nothing', async () => {
    const { supervisor, engines, pass } = world();
    supervisor.begin();
    await pass(0);
    engines[0]?.listener.exit(1);
    await pass(1_000);
    engines[0]?.listener.exit(1);
    await pass(1_000);
    expect(engines).toHaveLength(2);
  });

  it('[SH9][SH34] stopping waits for the exit, and kills after three seconds', async () => {
    const calm = world();
    calm.supervisor.begin();
    await calm.pass(0);
    const ended = calm.supervisor.stop();
    expect(calm.engines[0]?.heard.at(-1)).toEqual({ kind: 'stop' });
    calm.engines[0]?.listener.exit(0);
    await ended;
    await calm.pass(10_000);
    expect(calm.engines).toHaveLength(1);

    const stubborn = world();
    stubborn.supervisor.begin();
    await stubborn.pass(0);
    const killed = stubborn.supervisor.stop();
    await stubborn.pass(3_000);
    await killed;
    expect(stubborn.engines[0]?.killed).toBe(true);
  });
});

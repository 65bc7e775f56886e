import { beforeEach, describe, expect, it } from 'vitest';
import { openPageWindow, type PageWindow } from '../../../server/link/pageWindow.ts';

const kib = 1024;
let now: number;
let window: PageWindow;
beforeEach(() => {
  now = 0;
  window = openPageWindow(() => now);
});

const pass = (ms: number): void => {
  now += ms;
};

/** Sends a page that has to be confirmed. */
function send(bytes: number): () => void {
  const confirm = window.sent(bytes);
  if (confirm === null) throw new Error('no confirmation was asked for');
  return confirm;
}

/** As long as there is room, pages go out over a line of so many bytes a second; gives what is on its way at most. */
function flood(bytesPerSecond: number, { lineMs, pages }: { lineMs: number; pages: number }): number {
  const onTheWay: { bytes: number; at: number; confirm: (() => void) | null }[] = [];
  const probe = window.probed();
  pass(lineMs);
  probe();
  let freeAt = now;
  let most = 0;
  for (let sent = 0; sent < pages; ) {
    for (let room = window.room(); room > 0 && sent < pages; room = window.room(), sent += 1) {
      const bytes = Math.min(room, 3 * kib);
      freeAt = Math.max(freeAt, now) + (bytes / bytesPerSecond) * 1_000;
      onTheWay.push({ bytes, at: freeAt + lineMs, confirm: window.sent(bytes) });
    }
    const waiting = onTheWay.reduce((sum, one) => sum + one.bytes, 0);
    if (sent > pages / 2) most = Math.max(most, waiting);
    pass(10);
    while ((onTheWay[0]?.at ?? Infinity) <= now) onTheWay.shift()?.confirm?.();
  }
  return most;
}

describe('pages on their way to a desk', () => {
  it('[RG59] [RG56] what nobody confirms counts as sent, until it is time to ask', () => {
    expect(window.joined(30 * kib)).toBe(true);
    expect(window.joined(2 * kib)).toBe(false);
    send(2 * kib)();
    expect(window.joined(30 * kib)).toBe(true);
  });

  it('[RG56] on a narrow line are about what it carries in a second', () => {
    expect(flood(8_000, { lineMs: 100, pages: 400 })).toBeLessThan(14 * kib);
  });

  it('[RG56] on a narrow line that is long as well are a little more, so that it is never empty', () => {
    const most = flood(8_000, { lineMs: 2_000, pages: 400 });
    expect(most).toBeGreaterThan(14 * kib);
    expect(most).toBeLessThan(32 * kib);
  });

  it('[RG56] on a quick line become more and more, and never more than half a megabyte', () => {
    expect(flood(100_000_000, { lineMs: 5, pages: 2_000 })).toBeGreaterThan(256 * kib);
    expect(window.room()).toBe(512 * kib);
  });

  it('[RG56] become no more on a line that never carried much', () => {
    for (let at = 0; at < 100; at += 1) {
      const confirm = window.sent(500);
      pass(20);
      confirm?.();
    }
    expect(window.room()).toBe(128 * kib);
  });

  it('[RG56] are stopped when nothing was confirmed for longer than the line ever took and a second', () => {
    const probe = window.probed();
    pass(50);
    probe();
    const confirm = send(40 * kib);
    pass(1_050);
    expect(window.room()).toBeGreaterThan(0);
    pass(1);
    expect(window.room()).toBe(0);
    confirm();
    expect(window.room()).toBeGreaterThan(0);
  });

  it('[RG56] go on although the last of them was not asked for: what nobody will confirm takes no room', () => {
    send(64 * kib)();
    pass(1);
    expect(window.sent(31 * kib)).toBeNull();
    window.narrow(8 * kib);
    expect(window.room()).toBe(8 * kib);
  });

  it('[RG56] are asked about after a quarter of what may be on its way, on a quick line after a half', () => {
    pass(2_000);
    const slow = send(32 * kib);
    pass(2_000);
    expect(window.sent(31 * kib)).toBeNull();
    const quick = send(kib);
    pass(500);
    quick();
    expect(window.sent(63 * kib)).toBeNull();
    send(kib)();
    pass(1_000);
    slow();
    expect(window.room()).toBeLessThan(16 * kib);
    send(4 * kib);
  });

  it('[RG56] start as few as a desk asks for that knows its line, and never fewer than four kilobytes', () => {
    window.narrow(8 * kib);
    expect(window.room()).toBe(8 * kib);
    window.narrow(1);
    expect(window.room()).toBe(4 * kib);
    window.narrow(64 * kib);
    expect(window.room()).toBe(4 * kib);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { journalMs, openDrafts } from '../../../../renderer/desk/drafts.ts';

function openFake(loaded: readonly { key: string; value: string }[] = []) {
  const sent: unknown[] = [];
  const drafts = openDrafts(
    {
      command: (_name, args) => {
        sent.push(args);
        return Promise.resolve({ kind: 'failed', fault: 'diskFull' });
      },
    },
    loaded,
  );
  return { drafts, sent };
}

describe('what was begun and not sent', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('[WN27] goes to the disk within a second of the first key, and on, however fast somebody types', async () => {
    const { drafts, sent } = openFake();
    for (let at = 1; at <= 20; at += 1) {
      drafts.keep('note', 'x'.repeat(at));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(journalMs).toBeLessThanOrEqual(1_000);
    expect(sent).toEqual([7, 14].map((many) => ({ key: 'note', value: JSON.stringify('x'.repeat(many)) })));
    await vi.advanceTimersByTimeAsync(journalMs);
    expect(sent.at(-1)).toEqual({ key: 'note', value: JSON.stringify('x'.repeat(20)) });
  });

  it('[WN27] is forgotten at once when it is sent, and nothing comes after that', async () => {
    const { drafts, sent } = openFake();
    drafts.keep('note', 'x');
    drafts.keep('note', null);
    expect(drafts.get('note')).toBeUndefined();
    await vi.advanceTimersByTimeAsync(journalMs * 2);
    expect(sent).toEqual([{ key: 'note', value: null }]);
    drafts.keep('note', null);
    expect(sent).toHaveLength(1);
  });

  it('[WN27] stands there again in the next window, and what cannot be read counts as none', () => {
    const { drafts } = openFake([
      { key: 'note', value: '"Tytär tulee"' },
      { key: 'other', value: '{' },
    ]);
    expect(drafts.get('note')).toBe('Tytär tulee');
    expect(drafts.get('other')).toBeUndefined();
  });
});

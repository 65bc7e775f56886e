import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BegunText, keepDraft, pauseMs } from '../../../../renderer/features/contact/field/draftText.ts';

interface Field {
  readonly keeper: ReturnType<typeof keepDraft>;
  readonly shown: () => string;
  readonly stored: () => string;
  readonly writes: string[];
  /** Versions seen by each write. */
  readonly seen: (readonly string[])[];
  /** Somebody else's version comes. */
  readonly arrive: (versions: readonly string[]) => void;
}

function openField(answers: readonly boolean[] = [], begun: BegunText | null = null): Field {
  let stored = 'before';
  let draft = begun;
  let versions: readonly string[] = ['first'];
  const writes: string[] = [];
  const seen: (readonly string[])[] = [];
  const keeper = keepDraft({
    begun,
    saved: () => stored,
    versions: () => versions,
    save: async (text, had) => {
      writes.push(text);
      seen.push(had);
      const durable = answers[writes.length - 1] ?? true;
      if (durable) stored = text;
      return durable;
    },
    changed: (now) => {
      draft = now;
    },
  });
  const arrive = (now: readonly string[]) => {
    versions = now;
  };
  return { keeper, shown: () => draft?.text ?? stored, stored: () => stored, writes, seen, arrive };
}

describe('a text that saves itself', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('[RC1] a pause in typing saves once', async () => {
    const field = openField();
    for (const text of ['c', 'ch', 'chest']) field.keeper.change(text);
    expect(field.writes).toEqual([]);
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(field.writes).toEqual(['chest']);
    expect(field.shown()).toBe('chest');
  });

  it('[RC1] leaving the field saves at once and only once', async () => {
    const field = openField();
    field.keeper.change('chest');
    await field.keeper.flush();
    await vi.advanceTimersByTimeAsync(pauseMs * 2);
    expect(field.writes).toEqual(['chest']);
  });

  it('[RC1] what could not be saved stays in the field and is tried again', async () => {
    const field = openField([false]);
    field.keeper.change('chest');
    await field.keeper.flush();
    expect(field.stored()).toBe('before');
    expect(field.shown()).toBe('chest');
    await field.keeper.flush();
    expect(field.stored()).toBe('chest');
  });

  it('[RC1] what is typed while a save is under way is not lost', async () => {
    const field = openField();
    field.keeper.change('chest');
    const saving = field.keeper.flush();
    field.keeper.change('chest pain');
    await saving;
    expect(field.shown()).toBe('chest pain');
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect(field.stored()).toBe('chest pain');
  });

  it('[RC17] a save names the versions that stood there when the typing began, not one that came meanwhile', async () => {
    const field = openField();
    field.keeper.change('chest');
    field.arrive(['theirs']);
    field.keeper.change('chest pain');
    await field.keeper.flush();
    expect(field.seen).toEqual([['first']]);
  });

  it('[RC17] while two versions stand apart, going on with one’s own has not seen the other', async () => {
    const field = openField();
    field.keeper.change('chest');
    await field.keeper.flush();
    field.arrive(['theirs', 'mine']);
    field.keeper.change('chest pain');
    await field.keeper.flush();
    expect(field.seen).toEqual([['first'], ['first']]);
  });

  it('[RC17] after the hand has left the field, what stands there has been seen', async () => {
    const field = openField();
    field.keeper.change('chest');
    await field.keeper.leave();
    field.arrive(['chosen']);
    field.keeper.change('chest pain');
    await field.keeper.leave();
    expect(field.seen).toEqual([['first'], ['chosen']]);
  });

  it('[WN27] what was begun before the window went away is saved as if it had not, over what stood there then', async () => {
    const field = openField([], { text: 'chest', seen: ['older'] });
    expect(field.shown()).toBe('chest');
    field.keeper.resume();
    await vi.advanceTimersByTimeAsync(pauseMs);
    expect([field.writes, field.seen]).toEqual([['chest'], [['older']]]);
    expect(field.stored()).toBe('chest');
  });

  it('[RC1] typing back to what is saved writes nothing', async () => {
    const field = openField();
    field.keeper.change('befor');
    field.keeper.change('before');
    await field.keeper.flush();
    expect(field.writes).toEqual([]);
  });
});

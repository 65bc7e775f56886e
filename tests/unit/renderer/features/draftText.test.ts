import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepDraft, pauseMs } from '../../../../renderer/features/contact/field/draftText.ts';

interface Field {
  readonly keeper: ReturnType<typeof keepDraft>;
  readonly shown: () => string;
  readonly stored: () => string;
  readonly writes: string[];
}

function openField(answers: readonly boolean[] = []): Field {
  let stored = 'before';
  let draft: string | null = null;
  const writes: string[] = [];
  const keeper = keepDraft({
    saved: () => stored,
    save: async (text) => {
      writes.push(text);
      const durable = answers[writes.length - 1] ?? true;
      if (durable) stored = text;
      return durable;
    },
    changed: (now) => {
      draft = now;
    },
  });
  return { keeper, shown: () => draft ?? stored, stored: () => stored, writes };
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

  it('[RC1] typing back to what is saved writes nothing', async () => {
    const field = openField();
    field.keeper.change('befor');
    field.keeper.change('before');
    await field.keeper.flush();
    expect(field.writes).toEqual([]);
  });
});

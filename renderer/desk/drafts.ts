// Keeps WN25 and WN27. What somebody began to write and has not sent.
import type { DraftView } from '../../shared/protocol/deskViews.ts';
import type { DeskPort } from './deskPort.ts';

export interface Drafts {
  readonly get: (key: string) => unknown;
  /** Null: it is sent, or nothing is left of it. */
  readonly keep: (key: string, value: unknown) => void;
}

/** A window that dies takes no more than this of what was typed with it. */
export const journalMs = 700;

/** In memory at once, on the disk soon: what is typed in a row goes there together. */
export function openDrafts(port: Pick<DeskPort, 'command'>, loaded: readonly DraftView[]): Drafts {
  const values = new Map(loaded.map(({ key, value }) => [key, readJson(value)]));
  const due = new Map<string, ReturnType<typeof setTimeout>>();
  const save = (key: string) => {
    clearTimeout(due.get(key));
    due.delete(key);
    const value = values.has(key) ? JSON.stringify(values.get(key)) : null;
    void port.command('desk.keepDraft', { key, value });
  };
  return {
    get: (key) => values.get(key),
    keep(key, value) {
      if (value === null && !values.has(key)) return;
      if (value !== null) {
        values.set(key, value);
        if (!due.has(key)) due.set(key, setTimeout(save, journalMs, key));
        return;
      }
      values.delete(key);
      save(key);
    },
  };
}

/** One that a program wrote otherwise is as good as none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import { expect, it } from 'vitest';
import { converse } from '../../../electron/engine/sync/conversation.ts';
import { keepDoubt } from '../../../electron/engine/sync/doubt.ts';
import { keepPace } from '../../../electron/engine/sync/line/pace.ts';
import type { Link } from '../../../electron/engine/sync/transport.ts';
import { deskOnLine, pageOf, scopes } from '../../kit/deskOnLine.ts';

it('[EN20] a scope that a renewed sign-in brings waits for the next hello, and nothing is asked for it in vain', async () => {
  const { store } = deskOnLine();
  const asked: unknown[] = [];
  const link: Link = {
    request: async (kind, ask) => {
      asked.push({ kind, ask });
      return pageOf({ after: 0, upto: 0 }, []);
    },
    close: () => {},
  };
  const talk = converse({
    store,
    link,
    now: () => 0,
    monotonic: () => 0,
    pace: keepPace(),
    doubt: keepDoubt(),
    scopes: () => [...scopes, 'unit:unit_social'],
  });
  expect(await talk.pull()).toBe(false);
  expect(asked).toEqual([{ kind: 'pull', ask: { scopes, after: 0 } }]);
});

import { expect, it } from 'vitest';
import { trackLink } from '../../../electron/engine/sync/line/linkState.ts';
import { systemClock } from '../../../platform/clock.ts';
import { saidOfDownLink } from '../../../renderer/features/sync/calmTruth.ts';

it('[OB13] what is said of a link that is down stays while the desk tries again and again', () => {
  const state = trackLink(systemClock, () => undefined);
  const said = (): string => {
    const { link, code, lastHeardMs } = state.status(false);
    const lastHeardAt = lastHeardMs === null ? null : new Date(lastHeardMs).toISOString();
    return saidOfDownLink({ link, linkCode: code, lastHeardAt });
  };
  const tries = (): string[] =>
    [1, 2].flatMap(() => {
      state.set('connecting', null);
      const trying = said();
      state.set('waiting', 'regionUnreachable');
      return [trying, said()];
    });
  expect(tries()).toEqual(['connecting', 'waiting', 'waiting', 'waiting']);
  state.set('up', null);
  state.heard();
  expect(state.status(true)).toMatchObject({ connected: true, code: null });
  state.set('waiting', 'regionUnreachable');
  expect(tries()).toEqual(['waitingSince', 'waitingSince', 'waitingSince', 'waitingSince']);
  state.set('needsSignIn', 'sessionExpired');
  expect(said()).toBe('needsSignIn');
});

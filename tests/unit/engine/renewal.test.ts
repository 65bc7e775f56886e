import { afterEach, describe, expect, it } from 'vitest';
import type { Transport } from '../../../electron/engine/sync/transport.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { grantFor, laine, signInOnly } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk, until } from '../../kit/startDesk.ts';

let desk: TestDesk;
afterEach(() => desk.close());

/** A region that lets nobody in with a token it does not like. */
function picky(likes: (token: string) => boolean, refreshWorks: boolean) {
  const asked: string[] = [];
  const transport: Transport = {
    ...signInOnly(),
    async refresh() {
      asked.push('refresh');
      if (!refreshWorks) throw new Fault('sessionExpired');
      return { ...grantFor(laine, 'desk_a'), token: 'fresh' };
    },
    async connect({ token }) {
      asked.push(token);
      throw new Fault(likes(token) ? 'regionUnreachable' : 'sessionExpired');
    },
  };
  return { transport, asked };
}

describe('a sign-in that runs out', () => {
  it('[EN18] is renewed by itself when the region takes the refresh', async () => {
    const { transport, asked } = picky((token) => token === 'fresh', true);
    desk = startDesk({ transport });
    await desk.signIn();
    await until('another try', () => asked.filter((one) => one === 'fresh').length > 1);
    expect(asked.slice(0, 3)).toEqual(['token', 'refresh', 'fresh']);
    expect(desk.engine.status()).toMatchObject({ linkCode: 'regionUnreachable', connected: false });
  });

  it('[EN18] asks for the person when it cannot be renewed, and the desk works on', async () => {
    const { transport } = picky(() => false, false);
    desk = startDesk({ transport });
    await desk.signIn();
    await until('the question', () => desk.engine.status().link === 'needsSignIn');
    expect(desk.engine.status().linkCode).toBe('sessionExpired');
    expect(await desk.command('contact.open', {})).toHaveProperty('contactId');
  });
});

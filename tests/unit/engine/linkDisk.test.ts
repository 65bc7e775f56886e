import { afterEach, expect, it } from 'vitest';
import type { DeskVault } from '../../../electron/engine/session/deskVault.ts';
import { openMemoryVault } from '../../../electron/engine/session/deskVault.ts';
import type { Transport } from '../../../electron/engine/sync/transport.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { grantFor, laine, signInOnly } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk, until } from '../../kit/startDesk.ts';

const open: TestDesk[] = [];
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});

/** A region whose first answers meet a disk that fails when the desk stores them. */
function failingOnce(): Transport & { readonly hellos: () => number } {
  let hellos = 0;
  return {
    ...signInOnly(),
    hellos: () => hellos,
    signIn: async ({ desk }) => grantFor(laine, desk),
    async connect() {
      return {
        async request() {
          hellos += 1;
          throw new Fault(hellos === 1 ? 'diskBroken' : 'regionUnreachable');
        },
        close() {},
      };
    },
  };
}

it('[FT11] a disk that failed under the link is not written by the same handle when the link comes back', async () => {
  const plain = openMemoryVault('desk_a');
  const reopened: number[] = [];
  const transport = failingOnce();
  const vault: DeskVault = {
    ...plain,
    reopen() {
      reopened.push(transport.hellos());
      return plain.reopen();
    },
  };
  const desk = startDesk({ vault, transport });
  open.push(desk);
  await desk.signIn();
  await until('the link came back', () => transport.hellos() >= 3);
  expect(reopened).toEqual([1]);
  expect(desk.bugs).toEqual([]);
});

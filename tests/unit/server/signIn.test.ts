import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../../platform/argon2id.ts';
import { idsFrom } from '../../../platform/ids.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { demoPeople, demoUnits } from '../../../server/demo/people.ts';
import {
  createSignIn,
  type SignInAnswer,
  sessionLifeMs,
  tokenLifeMs,
} from '../../../server/session/signIn.ts';
import { openSqliteStore } from '../../../server/store/sqliteStore.ts';
import type { SignInGranted } from '../../../shared/protocol/sessionProtocol.ts';
import { SimulatedTime, seededRandom } from '../../kit/simulatedTime.ts';

const ask = { user: 'nurse.laine', password: 'demo', desk: 'desk_a', address: '10.0.0.1' };

async function setUp() {
  const clock = new SimulatedTime();
  const random = seededRandom(7n);
  const store = openSqliteStore({ kind: 'memory' }, 'epoch_first');
  const passwordHash = await hashPassword('demo', random.bytes(16), {
    memoryKib: 64,
    passes: 1,
    parallelism: 1,
  });
  for (const person of demoPeople) await store.saveUser({ ...person, passwordHash });
  await store.saveUnit('unit_health', demoUnits.unit_health);
  const signIn = await createSignIn({ store, clock, ids: idsFrom(clock, random), log: silentLogger });
  return { clock, signIn, store };
}

function granted(answer: SignInAnswer): SignInGranted {
  if (!('granted' in answer)) throw new Error(`refused: ${answer.refused}`);
  return answer.granted;
}

describe('a session', () => {
  it('[RG17] holds what the region knows of the person, and ends with its token', async () => {
    const { clock, signIn } = await setUp();
    const { token, session } = granted(await signIn.signIn(ask));
    expect(session).toMatchObject({
      user: 'nurse.laine',
      role: 'nurse',
      unit: 'unit_health',
      desk: 'desk_a',
      unitName: { sv: 'Hälsorådgivning' },
    });
    expect(await signIn.check(token)).toEqual(session);
    await clock.advance(tokenLifeMs - 1);
    expect(await signIn.check(token)).toEqual(session);
    await clock.advance(1);
    expect(await signIn.check(token)).toBeNull();
  });

  it('[RG18] is refreshed with a token that works once', async () => {
    const { clock, signIn } = await setUp();
    let now = granted(await signIn.signIn(ask));
    for (let hour = 0; hour < 30; hour += 1) {
      await clock.advance(3_600_000);
      now = granted(await signIn.refresh({ session: now.session.id, refresh: now.refresh }));
      expect(await signIn.check(now.token)).toEqual(now.session);
    }
    await clock.advance(sessionLifeMs);
    expect(await signIn.refresh({ session: now.session.id, refresh: now.refresh })).toEqual({
      refused: 'sessionExpired',
    });
    expect(await signIn.isLive(now.session.id)).toBe(false);
  });

  it('[RG18] a refresh whose answer was lost is answered again, until the new token is used', async () => {
    const { signIn } = await setUp();
    const first = granted(await signIn.signIn(ask));
    const lost = granted(await signIn.refresh({ session: first.session.id, refresh: first.refresh }));
    const again = granted(await signIn.refresh({ session: first.session.id, refresh: first.refresh }));
    expect(again.refresh).toBe(lost.refresh);
    const next = granted(await signIn.refresh({ session: first.session.id, refresh: again.refresh }));
    expect(next.refresh).not.toBe(again.refresh);
  });

  it('[RG18] an old refresh token ends the session for everybody who holds it', async () => {
    const { signIn } = await setUp();
    const first = granted(await signIn.signIn(ask));
    const second = granted(await signIn.refresh({ session: first.session.id, refresh: first.refresh }));
    const third = granted(await signIn.refresh({ session: first.session.id, refresh: second.refresh }));
    expect(await signIn.refresh({ session: first.session.id, refresh: first.refresh })).toEqual({
      refused: 'sessionExpired',
    });
    expect(await signIn.refresh({ session: first.session.id, refresh: third.refresh })).toEqual({
      refused: 'sessionExpired',
    });
    expect(await signIn.check(third.token)).toBeNull();
  });

  it.each(['', '1', '0.x', '1.x', '99.x', '-1.x', `${'9'.repeat(50)}.x`])(
    '[RG18] the invented refresh token %j is refused and ends nothing',
    async (refresh) => {
      const { signIn } = await setUp();
      const { session } = granted(await signIn.signIn(ask));
      expect(await signIn.refresh({ session: session.id, refresh })).toEqual({ refused: 'sessionExpired' });
      expect(await signIn.isLive(session.id)).toBe(true);
    },
  );

  it('[RG16] when a whole shift comes at once each waits its turn, and a flood is told to go away', async () => {
    const { signIn } = await setUp();
    const many = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, at) => signIn.signIn({ ...ask, desk: `desk_${at}` })));
    for (const answer of await many(100)) granted(answer);
    const flood = await many(400);
    expect(flood.filter((answer) => 'granted' in answer).length).toBeGreaterThan(300);
    expect(flood).toContainEqual({ refused: 'tooManyTries' });
    granted(await signIn.signIn(ask));
  });

  it('[RG16] guessing is stopped per user and address, others go on, and time forgives', async () => {
    const { clock, signIn } = await setUp();
    for (let at = 0; at < 10; at += 1)
      expect(await signIn.signIn({ ...ask, password: 'no' })).toEqual({ refused: 'wrongPassword' });
    expect(await signIn.signIn(ask)).toEqual({ refused: 'tooManyTries' });
    granted(await signIn.signIn({ ...ask, address: '10.0.0.2' }));
    granted(await signIn.signIn({ ...ask, user: 'nurse.virta' }));
    await clock.advance(10 * 60_000 + 1);
    granted(await signIn.signIn(ask));
  });
});

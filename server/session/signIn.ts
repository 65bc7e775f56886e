// Keeps RG1, RG16–RG18.

import type { z } from 'zod';
import type { SessionRow } from '../../db/region/sessions.ts';
import { hashPassword, signInCost, verifyPassword } from '../../platform/argon2id.ts';
import { type Clock, isoTime } from '../../platform/clock.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { type Role, roles } from '../../shared/domain/access/policy.ts';
import type { Session, SignInGranted, signInRefused } from '../../shared/protocol/sessionProtocol.ts';
import type { RegionStore } from '../store/regionStore.ts';
import { createTokenSigner, sameSecret } from './accessToken.ts';
import { createCheckGate } from './checkGate.ts';
import { createSharedTryLimit, createTryLimit } from './tryLimit.ts';

export const tokenLifeMs = 10 * 60_000;
/** A shift; a refresh starts it anew. */
export const sessionLifeMs = 12 * 3_600_000;
const triesPerUserMax = 10;
const triesPerAddressMax = 50;
/** Each check takes 19 MB and a thread; more at once would starve the commits. At eight o'clock everybody comes. */
const checksAtOnceMax = 3;
const checksWaitingMax = 300;

export type SignInRefusal = z.infer<typeof signInRefused>['code'];
export type SignInAnswer = { readonly granted: SignInGranted } | { readonly refused: SignInRefusal };

export interface SignIn {
  signIn(ask: { user: string; password: string; desk: string; address: string }): Promise<SignInAnswer>;
  refresh(ask: { session: string; refresh: string }): Promise<SignInAnswer>;
  /** The session behind an access token, or null. */
  check(token: string): Promise<Session | null>;
  isLive(session: string): Promise<boolean>;
}

export interface SignInParts {
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Every unit of the region: a desk offers handoffs to them, also without a network. */
  readonly units?: SignInGranted['units'];
}

export async function createSignIn({ store, clock, ids, log, units }: SignInParts): Promise<SignIn> {
  const signer = createTokenSigner(await store.getTokenKey(ids.secret(32)));
  // An unknown user costs the same time as a known one: the same work against a hash nobody has the password of.
  const nobody = await hashPassword(ids.secret(16), Buffer.from(ids.secret(16)), signInCost);
  const tries = store.shared?.tries;
  const limit = (max: number) =>
    tries === undefined ? createTryLimit(clock, max) : createSharedTryLimit(tries, max);
  const perUser = limit(triesPerUserMax);
  const perAddress = limit(triesPerAddressMax);
  const gate = createCheckGate(checksAtOnceMax, checksWaitingMax);

  async function grant(row: SessionRow): Promise<SignInAnswer> {
    const expiresAtMs = clock.now() + tokenLifeMs;
    return {
      granted: {
        session: await asSession(store, row),
        token: signer.sign({ session: row.id, expiresAtMs }),
        tokenExpiresAt: new Date(expiresAtMs).toISOString(),
        refresh: signer.refresh(row.id, row.refreshIssued),
        time: isoTime(clock),
        ...(units === undefined ? {} : { units }),
      },
    };
  }

  async function live(id: string): Promise<SessionRow | null> {
    const row = await store.getSession(id);
    return row === undefined || row.ended || row.expiresAtMs <= clock.now() ? null : row;
  }

  return {
    async signIn({ user, password, desk, address }) {
      const key = `${user}\n${address}`;
      if ((await perUser.exhausted(key)) || (await perAddress.exhausted(address)))
        return { refused: 'tooManyTries' };
      const known = await store.getUser(user);
      if (gate.full()) return { refused: 'tooManyTries' };
      const right = await gate.pass(() => verifyPassword(password, known?.passwordHash ?? nobody));
      if (known === undefined || !right) {
        await perUser.failed(key);
        await perAddress.failed(address);
        log.warn('sign-in refused', { address, desk });
        return { refused: 'wrongPassword' };
      }
      await perUser.forgive(key);
      const { passwordHash: _secret, ...person } = known;
      const row: SessionRow = {
        ...person,
        id: ids.newId('session'),
        desk,
        expiresAtMs: clock.now() + sessionLifeMs,
        refreshIssued: 1,
        refreshUsed: 0,
        ended: false,
      };
      await store.saveSession(row);
      log.info('signed in', { session: row.id, desk, unit: row.unit });
      return grant(row);
    },

    async refresh({ session, refresh }) {
      const row = await live(session);
      if (row === null) return { refused: 'sessionExpired' };
      const issued = row.refreshIssued;
      const known = (number: number) => number > 0 && sameSecret(refresh, signer.refresh(session, number));
      // The newest one: it is used now, and the next one is granted.
      if (known(issued)) {
        const next = {
          ...row,
          refreshUsed: issued,
          refreshIssued: issued + 1,
          expiresAtMs: clock.now() + sessionLifeMs,
        };
        await store.saveSession(next);
        return grant(next);
      }
      // The one before, while the newest was never used: its answer was lost on the way, so it is given again.
      if (known(issued - 1) && row.refreshUsed === issued - 1) return grant(row);
      const number = Number(refresh.split('.')[0]);
      if (Number.isSafeInteger(number) && number < issued && known(number)) {
        // A real but old one: somebody copied it. Both holders have to sign in again.
        await store.saveSession({ ...row, ended: true });
        log.warn('old refresh token used: session ended', { session });
      }
      return { refused: 'sessionExpired' };
    },

    async check(token) {
      const claims = signer.verify(token, clock.now());
      const row = claims === null ? null : await live(claims.session);
      return row === null ? null : asSession(store, row);
    },

    isLive: async (session) => (await live(session)) !== null,
  };
}

async function asSession(store: RegionStore, row: SessionRow): Promise<Session> {
  const { id, user, name, unit, scopes, desk } = row;
  const unitName = (await store.getUnitNames(unit)) ?? { fi: unit, sv: unit, en: unit };
  return { id, user, name, role: asRole(row.role), unit, unitName, scopes: [...scopes], desk };
}

/** The region's own hand has sessions too, but nobody signs in as it. */
function asRole(role: string): Role {
  return roles.find((one) => one === role) ?? 'admin';
}

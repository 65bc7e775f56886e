// Who is signed in at this desk, with or without the region, and the tokens of that sign-in.
import { inTransaction } from '../../../db/sql.ts';
import { getSignIn, listUsers, saveSignIn } from '../../../db/workstation/signIns.ts';
import { hashPassword, verifyPassword } from '../../../platform/argon2id.ts';
import { type Clock, isoTime } from '../../../platform/clock.ts';
import type { Ids, RandomSource } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import { type Session, type SignInGranted, signInGranted } from '../../../shared/protocol/sessionProtocol.ts';
import type { DeskStore } from '../record/deskStore.ts';
import { isPassing, type Transport } from '../sync/transport.ts';
import type { DeskVault } from './deskVault.ts';

const signInMsMax = 4_000;
const saltBytes = 16;
/** A token this close to its end is renewed before it is used. */
const renewBeforeMs = 60_000;

export interface SignInParts {
  readonly vault: DeskVault;
  readonly transport: Transport | null;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomSource;
  readonly log: Logger;
  readonly runtime: string;
  readonly store: () => DeskStore | null;
  /** The database was opened or created by a passphrase. */
  readonly opened: (db: ReturnType<DeskVault['open']>) => DeskStore;
  readonly changed: () => void;
}

export interface SignIn {
  session(): Session | null;
  view(): SessionView;
  signIn(user: string, password: string): Promise<SessionView>;
  signOut(): SessionView;
  /** Goes on with the sign-in that was there when the engine fell. */
  resume(): void;
  /** A token that still lasts; renewed when needed. Throws sessionExpired when a person must sign in again. */
  token(): Promise<string>;
  /** The token did not work although its time was not up. Says whether a renewed one is worth a try. */
  rejected(): boolean;
  /** What the region says of this sign-in now: its unit or scopes may have changed. */
  confirmed(session: Session): void;
}

const keptGrant = signInGranted.strip();

interface Tokens {
  readonly grant: SignInGranted;
  readonly isStale: boolean;
}

export function openSignIn(parts: SignInParts): SignIn {
  const { vault, transport, clock, ids, random, log } = parts;
  let tokens: Tokens | null = null;
  let mode: SessionView['mode'] = 'signedOut';
  /** Since the region last welcomed this sign-in. */
  let wasRejected = false;
  // Held until the region has heard it once: an offline sign-in becomes an online one without asking again.
  let unheard: { readonly user: string; readonly password: string } | null = null;

  const view = (): SessionView => {
    const store = parts.store();
    const users = [...(store === null ? [] : listUsers(store.db)), ...vault.users()];
    return {
      session: tokens?.grant.session ?? null,
      mode,
      needs: tokens === null ? 'password' : 'nothing',
      knownUsers: [...new Set(users)],
      keyCustody: vault.custody(),
      runtime: parts.runtime,
    };
  };

  const askRegion = async (user: string, password: string, desk: string): Promise<SignInGranted | null> => {
    if (transport === null) return null;
    try {
      return await transport.signIn({ user, password, desk }, signInMsMax);
    } catch (error) {
      if (error instanceof Fault && isPassing(error.code)) return null;
      throw error;
    }
  };

  const begin = (grant: SignInGranted, how: 'online' | 'offline'): SessionView => {
    tokens = { grant, isStale: how === 'offline' };
    mode = how;
    parts.store()?.write((write) => {
      write.setMeta('signedIn', grant.session.user);
      if (grant.units !== undefined) write.setMeta('units', JSON.stringify(grant.units));
      write.touch('units');
    });
    parts.changed();
    return view();
  };

  /** Asked for anew after every wait: a damaged file may have been replaced in it. */
  const openNow = (): DeskStore => {
    const store = parts.store();
    if (store === null) throw new Fault('databaseLocked');
    return store;
  };

  const keep = async (grant: SignInGranted, password: string): Promise<void> => {
    const verifier = await hashPassword(password, random.bytes(saltBytes));
    const lastAt = isoTime(clock);
    const { user } = grant.session;
    const { db } = openNow();
    inTransaction(db, () => saveSignIn(db, { user, verifier, grant: JSON.stringify(grant), lastAt }));
    if (!vault.users().includes(user) && vault.custody() !== 'none') await vault.admit(user, password);
  };

  const firstStart = async (user: string, password: string): Promise<SessionView> => {
    const deskId = ids.newId('desk');
    const grant = await askRegion(user, password, deskId);
    if (grant === null) throw new Fault('regionUnreachable');
    parts.opened(await vault.create({ user, passphrase: password, deskId }));
    await keep(grant, password);
    return begin(grant, 'online');
  };

  const offline = async (user: string, password: string): Promise<SessionView> => {
    const kept = getSignIn(openNow().db, user);
    // Nobody the region never granted can be let in by a desk alone.
    if (kept === null) throw new Fault('regionUnreachable');
    if (!(await verifyPassword(password, kept.verifier))) throw new Fault('wrongPassword');
    unheard = { user, password };
    return begin(keptGrant.parse(JSON.parse(kept.grant)), 'offline');
  };

  const renew = async (current: Tokens): Promise<SignInGranted> => {
    const { session, refresh } = current.grant;
    if (transport === null) throw new Fault('regionUnreachable');
    try {
      if (unheard === null) return await transport.refresh({ session: session.id, refresh }, signInMsMax);
      const desk = parts.store()?.meta().deskId ?? session.desk;
      return await transport.signIn({ ...unheard, desk }, signInMsMax);
    } catch (error) {
      if (error instanceof Fault && error.code === 'wrongPassword')
        throw new Fault('sessionExpired', { cause: error });
      throw error;
    }
  };

  const saveGrant = (store: DeskStore, grant: SignInGranted): void => {
    const kept = getSignIn(store.db, grant.session.user);
    if (kept === null) return;
    inTransaction(store.db, () => saveSignIn(store.db, { ...kept, grant: JSON.stringify(grant) }));
  };

  return {
    session: () => tokens?.grant.session ?? null,
    view,
    async signIn(user, password) {
      unheard = null;
      wasRejected = false;
      if (parts.store() === null && !vault.exists()) return firstStart(user, password);
      const store = parts.store() ?? parts.opened(await vault.unlock(user, password));
      const grant = await askRegion(user, password, store.meta().deskId);
      if (grant === null) return offline(user, password);
      await keep(grant, password);
      return begin(grant, 'online');
    },
    signOut() {
      tokens = null;
      mode = 'signedOut';
      unheard = null;
      parts.store()?.write((write) => write.setMeta('signedIn', null));
      parts.changed();
      return view();
    },
    resume() {
      const store = parts.store();
      const user = store?.meta().signedIn ?? null;
      const kept = store === null || user === null ? null : getSignIn(store.db, user);
      if (kept !== null) begin(keptGrant.parse(JSON.parse(kept.grant)), 'offline');
    },
    async token() {
      const current = tokens;
      if (current === null) throw new Fault('sessionExpired');
      const ends = Date.parse(current.grant.tokenExpiresAt) - renewBeforeMs;
      // The end is the region's time; the desk's clock may be wrong.
      const regionNow = clock.now() - (parts.store()?.meta().skewMs ?? 0);
      if (!current.isStale && regionNow < ends) return current.grant.token;
      const grant = await renew(current);
      // Somebody else signed in while the region was asked.
      if (tokens !== current) throw new Fault('regionBusy');
      unheard = null;
      const store = parts.store();
      if (store !== null) saveGrant(store, grant);
      begin(grant, 'online');
      log.info('sign-in renewed', { session: grant.session.id });
      return grant.token;
    },
    rejected() {
      if (tokens === null) return false;
      const isFirst = !tokens.isStale && !wasRejected;
      wasRejected = true;
      tokens = { ...tokens, isStale: true };
      return isFirst;
    },
    confirmed(session) {
      wasRejected = false;
      if (tokens === null) return;
      const changed = JSON.stringify(session) !== JSON.stringify(tokens.grant.session) || mode !== 'online';
      tokens = { ...tokens, grant: { ...tokens.grant, session } };
      mode = 'online';
      if (changed) parts.changed();
    },
  };
}

// A real engine without a window, on an encrypted file of its own, driven through a page as a window drives it.

import { openDatabase } from '../../db/openDatabase.ts';
import { inTransaction, type WritableDb } from '../../db/sql.ts';
import { setMeta } from '../../db/workstation/deskMeta.ts';
import { saveSignIn } from '../../db/workstation/signIns.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { openMemoryVault } from '../../electron/engine/session/deskVault.ts';
import type { Transport } from '../../electron/engine/sync/transport.ts';
import { systemClock, systemScheduler } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import type { EngineMessage } from '../../shared/protocol/deskProtocol.ts';
import type { SignInGranted } from '../../shared/protocol/sessionProtocol.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { silentLog } from '../sim/silentLog.ts';

export interface BenchDeskAsk {
  readonly path: string;
  readonly deskId: string;
  readonly grant: SignInGranted;
  readonly transport: Transport | null;
  readonly scripts: readonly CompiledScript[];
}

export class BenchDesk {
  readonly db: WritableDb;
  readonly engine: Engine;
  readonly #page: ReturnType<Engine['openPage']>;
  readonly #answers = new Map<string | number | null, EngineMessage>();
  readonly #followers = new Map<string | number, (result: unknown) => void>();
  #asked = 0;

  constructor({ path, deskId, grant, transport, scripts }: BenchDeskAsk) {
    this.db = openDatabase({ kind: 'file', path, key: new Uint8Array(32).fill(3) });
    const vault = openMemoryVault(deskId, this.db);
    const { user } = grant.session;
    inTransaction(this.db, () => {
      saveSignIn(this.db, { user, verifier: '', grant: JSON.stringify(grant), lastAt: grant.time });
      setMeta(this.db, 'signedIn', user);
    });
    this.engine = createEngine({
      vault,
      clock: systemClock,
      scheduler: systemScheduler,
      random: systemRandom,
      ids: idsFrom(systemClock, systemRandom),
      scripts,
      transport,
      log: silentLog,
      runtime: 'bench',
      onBug: (error) => {
        throw error;
      },
    });
    this.#page = this.engine.openPage((message) => {
      if ('id' in message) this.#answers.set(message.id, message);
      else if ('topic' in message) this.#followers.get(message.follow)?.(message.result);
    });
    this.engine.begin({ resume: true });
  }

  async command(command: string, args: object): Promise<unknown> {
    return this.#ask({ command, args });
  }

  async query(query: string, args: object): Promise<unknown> {
    return this.#ask({ query, args });
  }

  /** As a window does: the result at once, and again whenever it changes. */
  async follow(query: string, args: object, onResult: (result: unknown) => void): Promise<void> {
    this.#asked += 1;
    this.#followers.set(this.#asked, onResult);
    await this.#page.receive({ id: this.#asked, follow: query, args });
  }

  close(): void {
    this.engine.close();
    this.db.close();
  }

  async #ask(message: { command: string; args: object } | { query: string; args: object }): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    await this.#page.receive({ id, ...message });
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (answer === undefined || !('result' in answer))
      throw new Error(`${JSON.stringify(message).slice(0, 200)} → ${JSON.stringify(answer)}`);
    return answer.result;
  }
}

/** A sign-in of nobody in particular, for a desk that never meets a region. */
export function offlineGrant(
  deskId: string,
  { user, unit } = { user: 'bench', unit: 'unit_bench' },
): SignInGranted {
  const time = new Date(systemClock.now()).toISOString();
  return {
    session: {
      id: 'session_bench',
      user,
      name: 'Bench',
      role: 'nurse',
      unit,
      unitName: { fi: unit, sv: unit, en: unit },
      scopes: [`unit:${unit}`, 'region'],
      desk: deskId,
    },
    token: 'none',
    tokenExpiresAt: time,
    refresh: 'none',
    time,
  };
}

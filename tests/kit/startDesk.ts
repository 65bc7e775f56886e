import { createEngine, type Engine, type EngineParts } from '../../electron/engine/engine.ts';
import { type DeskVault, openFileVault, openMemoryVault } from '../../electron/engine/session/deskVault.ts';
import { openTransport } from '../../electron/engine/sync/link.ts';
import { type Clock, systemClock, systemScheduler } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import type {
  CommandArgs,
  CommandName,
  CommandResults,
  EngineMessage,
  QueryArgs,
  QueryName,
  QueryResults,
} from '../../shared/protocol/deskProtocol.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { laine, signInOnly, type TestPerson, testPassword } from './signInOnly.ts';

/** An engine with one page, driven as a page drives it. */
export interface TestDesk {
  readonly engine: Engine;
  /** Every message the page got, in order. */
  readonly heard: readonly EngineMessage[];
  readonly bugs: readonly unknown[];
  send(message: unknown): Promise<EngineMessage>;
  command<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<CommandResults[Name]>;
  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<QueryResults[Name]>;
  /** The answer of a command that is expected to fail: `reason` or `code`. */
  trouble<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<string>;
  signIn(person?: TestPerson): Promise<void>;
  close(): void;
}

let library: readonly CompiledScript[] | undefined;

/** The real library, read once per test file. */
export function testScripts(): readonly CompiledScript[] {
  library ??= readScriptLibrary(new URL('../../shared/script/library', import.meta.url).pathname).scripts;
  return library;
}

export interface DeskOptions extends Partial<EngineParts> {
  readonly deskId?: string;
}

/** Polls, because nobody tells a test when quiet has come; fails with what it waited for. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  msMax = 15_000,
): Promise<void> {
  const end = performance.now() + msMax;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

/** A desk of a demo person at a real region. */
export async function startDeskAt(url: string, user: string, options: DeskOptions = {}): Promise<TestDesk> {
  const desk = startDesk({
    deskId: `desk_${user.replace('.', '_')}`,
    transport: openTransport(url),
    ...options,
  });
  await desk.command('session.signIn', { user, password: testPassword });
  return desk;
}

export function startDesk(options: DeskOptions = {}): TestDesk {
  const clock: Clock = options.clock ?? systemClock;
  const bugs: unknown[] = [];
  const engine = createEngine({
    vault: openMemoryVault(options.deskId ?? 'desk_a'),
    clock,
    scheduler: systemScheduler,
    random: systemRandom,
    ids: idsFrom(clock, systemRandom),
    scripts: testScripts(),
    transport: signInOnly(),
    log: silentLogger,
    runtime: 'test',
    onBug: (error) => bugs.push(error),
    ...options,
  });
  engine.begin({ resume: false });
  return drive(engine, bugs);
}

/** As a desk on this machine: a folder with keyring and encrypted database. */
export function fileVault(
  dir: string,
  key: Uint8Array | null = null,
  onKey: (key: Uint8Array) => void = () => {},
): DeskVault {
  return openFileVault({
    dir,
    random: systemRandom,
    newDeskId: () => idsFrom(systemClock, systemRandom).newId('desk'),
    key,
    onKey,
  });
}

function drive(engine: Engine, bugs: readonly unknown[]): TestDesk {
  const heard: EngineMessage[] = [];
  const page = engine.openPage((message) => heard.push(message));
  let count = 0;
  const send = async (message: unknown): Promise<EngineMessage> => {
    const from = heard.length;
    await page.receive(message);
    const answer = heard.slice(from).find((one) => 'id' in one || 'follow' in one);
    if (answer === undefined) throw new Error('no answer');
    return answer;
  };
  const ask = async (kind: 'command' | 'query', name: string, args: unknown): Promise<unknown> => {
    count += 1;
    const answer = await send({ id: count, [kind]: name, args });
    if ('result' in answer) return answer.result;
    throw new Error(`${name}: ${JSON.stringify(answer)}`);
  };
  return {
    engine,
    heard,
    bugs,
    send,
    command: <Name extends CommandName>(name: Name, args: CommandArgs<Name>) =>
      ask('command', name, args) as Promise<CommandResults[Name]>,
    query: <Name extends QueryName>(name: Name, args: QueryArgs<Name>) =>
      ask('query', name, args) as Promise<QueryResults[Name]>,
    async trouble(name, args) {
      count += 1;
      const answer = await send({ id: count, command: name, args });
      if ('refused' in answer) return answer.reason;
      if ('fault' in answer) return answer.code;
      throw new Error(`${name} was not refused`);
    },
    async signIn(person = laine) {
      await ask('command', 'session.signIn', { user: person.user, password: testPassword });
    },
    close() {
      page.close();
      engine.close();
    },
  };
}

import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineFlags } from '../../../electron/main/engine/engineFlags.ts';
import { type EngineToShell, engineToShell } from '../../../shared/protocol/shellProtocol.ts';
import { bundleProgram } from '../../../tools/bundle/bundlePrograms.ts';
import { programs } from '../../../tools/bundle/entries.ts';
import { deskOver, type KillableDesk, type Outcome, readAnswer } from './desk.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const bundle = '.cache/kill/engine.mjs';

/** The engine as it ships, bundled once for this run beside the packages it needs. */
export async function bundleEngine(): Promise<void> {
  const engine = programs.find((one) => one.name === 'engine');
  if (engine === undefined) throw new Error('no engine among the programs');
  await bundleProgram(root, { ...engine, out: bundle });
}

export interface EngineStart {
  readonly dataDir: string;
  readonly regionUrl: string | null;
  readonly key: string | null;
  readonly resume: boolean;
  readonly nodeFlags?: readonly string[];
}

export interface RunningEngine extends KillableDesk {
  readonly process: ChildProcess;
  /** The data key, as the shell would remember it. */
  readonly key: () => string | null;
  readonly ready: Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Plays the shell: starts the engine as the product does and attaches one page. */
export function startEngine(start: EngineStart): RunningEngine {
  if (!existsSync(join(root, bundle))) throw new Error('bundleEngine first');
  const child = fork(join(root, bundle), [], {
    execArgv: [...engineFlags, ...(start.nodeFlags ?? [])],
    env: { ...process.env, LUOTSI_LOG: 'fatal' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  let count = 0;
  let key = start.key;
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('message', (raw) => {
    const message: EngineToShell = engineToShell.parse(raw);
    if (message.kind === 'sealKey') key = message.key;
    if (message.kind !== 'port') return;
    const word = message.message as object;
    if ('ready' in word) isReady();
    if (!('id' in word)) return;
    waiting.get(Number(word.id))?.(readAnswer(word));
    waiting.delete(Number(word.id));
  });
  child.on('exit', () => {
    for (const settle of waiting.values()) settle({ kind: 'silence' });
    waiting.clear();
  });
  const send = (message: object) => {
    if (child.connected) child.send(message, () => undefined);
  };
  send({
    kind: 'start',
    dataDir: start.dataDir,
    libraryDir: join(root, 'shared', 'script', 'library'),
    regionUrl: start.regionUrl,
    keychainKey: start.key,
    resume: start.resume,
  });
  send({ kind: 'attach', page: 1 });
  const desk = deskOver((kind, name, args) => {
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve({ kind: 'silence' });
    count += 1;
    const id = count;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      send({ kind: 'port', page: 1, message: { id, [kind]: name, args } });
    });
  });
  return {
    ...desk,
    process: child,
    key: () => key,
    ready,
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
    stop: () => {
      send({ kind: 'stop' });
      return ended;
    },
  };
}

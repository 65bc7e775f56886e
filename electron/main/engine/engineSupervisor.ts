import type { ShellToEngine } from '../../../shared/protocol/shellProtocol.ts';
import { countFall, type Falls } from './crashBudget.ts';
import type { EngineProcess, EngineWord, StartEngine } from './engineProcess.ts';

type StartMessage = Extract<ShellToEngine, { kind: 'start' }>;

export interface SupervisorOptions<Port> {
  readonly start: StartEngine<Port>;
  /** Asked anew at each start: the key may have been sealed meanwhile. */
  readonly startMessage: () => Promise<StartMessage>;
  readonly now: () => number;
  readonly later: (run: () => void, ms: number) => void;
  readonly onMessage: (message: EngineWord) => void;
  /** A fresh engine runs: every page needs a new port to it. */
  readonly onStarted: () => void;
  /** It fell three times in a minute and stays down until somebody asks again. */
  readonly onGivenUp: () => void;
}

export interface EngineSupervisor<Port> {
  readonly begin: () => void;
  readonly attach: (page: number, port: Port) => boolean;
  readonly send: (message: ShellToEngine) => void;
  readonly pid: () => number | undefined;
  readonly hasGivenUp: () => boolean;
  /** Starts again after it was given up, with a clean count. */
  readonly retry: () => void;
  /** Asks it to stop and waits; after the limit it is killed, which loses nothing that was acknowledged. */
  readonly stop: () => Promise<void>;
}

const stopMsMax = 3_000;

export function superviseEngine<Port>(options: SupervisorOptions<Port>): EngineSupervisor<Port> {
  let running: EngineProcess<Port> | undefined;
  /** Set once its start message is on the way: nothing may overtake that one. */
  let serving: EngineProcess<Port> | undefined;
  let falls: Falls = [];
  let givenUp = false;
  let stopping = false;
  let stopped: () => void = () => undefined;

  const begin = async () => {
    if (running !== undefined || stopping) return;
    const engine = options.start({
      message: options.onMessage,
      exit: () => fallen(engine),
    });
    running = engine;
    const message = await options.startMessage();
    if (running !== engine) return;
    engine.send(message);
    serving = engine;
    options.onStarted();
  };

  const fallen = (engine: EngineProcess<Port>) => {
    if (running !== engine) return;
    running = undefined;
    serving = undefined;
    if (stopping) return stopped();
    const after = countFall(falls, options.now());
    falls = after.falls;
    if (after.restartAfterMs === null) {
      givenUp = true;
      options.onGivenUp();
    } else options.later(() => void begin(), after.restartAfterMs);
  };

  return {
    begin: () => void begin(),
    attach: (page, port) => {
      serving?.attach(page, port);
      return serving !== undefined;
    },
    send: (message) => serving?.send(message),
    pid: () => running?.pid(),
    hasGivenUp: () => givenUp,
    retry: () => {
      if (!givenUp) return;
      givenUp = false;
      falls = [];
      void begin();
    },
    stop: () => {
      stopping = true;
      const engine = running;
      if (engine === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        stopped = resolve;
        engine.send({ kind: 'stop' });
        options.later(() => {
          engine.kill();
          resolve();
        }, stopMsMax);
      });
    },
  };
}

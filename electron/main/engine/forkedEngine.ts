import { fork } from 'node:child_process';
import { engineToShell } from '../../../shared/protocol/shellProtocol.ts';
import { engineFlags } from './engineFlags.ts';
import type { PagePort, StartEngine } from './engineProcess.ts';

export interface ForkOptions {
  readonly file: string;
  /** A Node that can load the database; the old fallback runtime's own cannot. */
  readonly node: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Development's way: a plain Node child, with main carrying each page's messages because no port can cross to it.
 * An engine that speaks words of another protocol is broken, so it is ended and started anew.
 */
export function forkEngine({ file, node, env }: ForkOptions): StartEngine<PagePort> {
  return (listener) => {
    const pages = new Map<number, PagePort>();
    const child = fork(file, [], {
      execPath: node,
      execArgv: [...engineFlags],
      env,
      serialization: 'advanced',
    });
    child.on('message', (raw) => {
      const { data: message } = engineToShell.safeParse(raw);
      if (message?.kind === 'port') pages.get(message.page)?.postMessage(message.message);
      else if (message !== undefined) listener.message(message);
      else child.kill('SIGKILL');
    });
    let ended = false;
    const end = (code: number | null) => {
      if (ended) return;
      ended = true;
      for (const port of pages.values()) port.close();
      pages.clear();
      listener.exit(code);
    };
    child.on('exit', end);
    child.on('error', () => end(null));
    const send = (message: unknown) => {
      if (!ended && child.connected) child.send(message as object, () => undefined);
    };
    return {
      pid: () => child.pid,
      send,
      attach: (page, port) => {
        pages.set(page, port);
        port.on('message', ({ data }) => send({ kind: 'port', page, message: data }));
        port.on('close', () => {
          if (pages.delete(page)) send({ kind: 'portClosed', page });
        });
        send({ kind: 'attach', page });
        port.start();
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}

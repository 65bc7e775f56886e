import { type MessagePortMain, utilityProcess } from 'electron';
import { engineToShell } from '../../../shared/protocol/shellProtocol.ts';
import type { StartEngine } from './engineProcess.ts';

export interface UtilityOptions {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The product's way: a utility process that receives each page's own port, so main carries no traffic. */
export function forkUtilityEngine({ file, env }: UtilityOptions): StartEngine<MessagePortMain> {
  return (listener) => {
    const child = utilityProcess.fork(file, [], {
      serviceName: 'Luotsi engine',
      execArgv: [],
      env: { ...env },
    });
    child.on('message', (raw) => {
      const { data: message } = engineToShell.safeParse(raw);
      if (message === undefined) child.kill();
      else if (message.kind !== 'port') listener.message(message);
    });
    child.on('exit', (code) => listener.exit(code));
    return {
      pid: () => child.pid,
      send: (message) => child.postMessage(message),
      attach: (page, port) => child.postMessage({ kind: 'attach', page }, [port]),
      kill: () => void child.kill(),
    };
  };
}

// The engine as a process of its own, under Electron's utility process or a plain fork.
import { createLogger, stackOf } from '../../platform/logger.ts';
import { type ShellToEngine, shellToEngine } from '../../shared/protocol/shellProtocol.ts';
import { type OpenedEngine, openEngine, openingTrouble } from './openEngine.ts';
import type { Page } from './page.ts';
import { findShell, type PagePort, type ShellPort } from './shellPort.ts';

const exitBug = 70;
const log = createLogger('engine', process.env.LUOTSI_LOG ?? 'info');

/** The supervisor starts a fresh one; whatever was acknowledged is in the database. */
function stopOnBug(error: unknown): void {
  log.error('engine stops on a bug', { stack: stackOf(error) });
  process.exit(exitBug);
}
process.on('uncaughtException', stopOnBug);
process.on('unhandledRejection', stopOnBug);

function serveShell(shell: ShellPort): void {
  const pages = new Map<number, Page>();
  const early: (() => void)[] = [];
  let opened: OpenedEngine | null = null;

  const start = (message: Extract<ShellToEngine, { kind: 'start' }>): void => {
    shell.post({ kind: 'health', state: 'starting' });
    opened = openEngine(message, {
      log,
      onKey: (key) => shell.post({ kind: 'sealKey', key: Buffer.from(key).toString('hex') }),
      onBug: stopOnBug,
    });
    for (const run of early.splice(0)) run();
    shell.post({ kind: 'health', state: 'ready' });
  };
  const stop = (): void => {
    shell.post({ kind: 'health', state: 'stopping' });
    opened?.engine?.close();
    process.exit(0);
  };
  const attach = (number: number, port: PagePort | null): void => {
    if (opened === null) {
      early.push(() => attach(number, port));
      return;
    }
    const send = (message: unknown): void =>
      port === null ? shell.post({ kind: 'port', page: number, message }) : port.post(message);
    const page = openPage(opened, send);
    pages.get(number)?.close();
    pages.set(number, page);
    port?.onMessage((message) => void page.receive(message));
    port?.onClose(() => detach(number));
    send({ ready: true });
  };
  const detach = (number: number): void => {
    pages.get(number)?.close();
    pages.delete(number);
  };

  shell.onMessage((raw, port) => {
    const parsed = shellToEngine.safeParse(raw);
    if (!parsed.success) return log.warn('message of the shell not understood');
    const message = parsed.data;
    switch (message.kind) {
      case 'start':
        return start(message);
      case 'stop':
        return stop();
      case 'cutLink':
        return opened?.engine?.cutLink(message.cut);
      case 'attach':
        return attach(message.page, port);
      case 'port':
        return void pages.get(message.page)?.receive(message.message);
      case 'portClosed':
        return detach(message.page);
    }
  });
  shell.onGone(() => {
    opened?.engine?.close();
    process.exit(0);
  });
}

function openPage({ engine, trouble }: OpenedEngine, send: (message: unknown) => void): Page {
  return engine === null ? openingTrouble(trouble, send) : engine.openPage(send);
}

const shell = findShell();
if (shell === null) {
  process.stderr.write(
    'The engine is started by the desk program, or without a window by npm run desk:lines.\n',
  );
  process.exit(2);
}
serveShell(shell);

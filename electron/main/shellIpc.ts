import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { type ShellAsk, shellAsks } from '../../shared/protocol/shellProtocol.ts';
import { isTrustedSender } from './page/senderRule.ts';

export interface ShellIpcOptions {
  readonly isOurs: (contents: WebContents) => boolean;
  readonly origins: readonly string[];
  readonly onPage: (contents: WebContents) => void;
  readonly onAsk: (ask: ShellAsk, contents: WebContents) => unknown;
}

/** Two channels and no more: a page asks for its port, and a page asks the shell one of a closed list of things. */
export function serveShellIpc({ isOurs, origins, onPage, onAsk }: ShellIpcOptions): void {
  const isTrusted = (event: IpcMainEvent | IpcMainInvokeEvent) => {
    const frame = event.senderFrame;
    return isTrustedSender(
      {
        frame,
        mainFrame: event.sender.isDestroyed() ? null : event.sender.mainFrame,
        origin: frame?.origin ?? '',
        ours: isOurs(event.sender),
      },
      origins,
    );
  };
  ipcMain.on('desk-port', (event) => {
    if (isTrusted(event)) onPage(event.sender);
  });
  ipcMain.handle('shell', (event, ask: unknown) => {
    const known = shellAsks.find((one) => one === ask);
    if (known === undefined || !isTrusted(event)) throw new Error('refused');
    return onAsk(known, event.sender);
  });
}

import { BrowserWindow, nativeTheme } from 'electron';

export interface DeskWindowOptions {
  readonly preload: string;
  readonly packaged: boolean;
  readonly contentProtection: boolean;
}

/** Its title never names a person: titles are shown by task bars, window lists and screen sharing. */
export function openDeskWindow({ preload, packaged, contentProtection }: DeskWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Luotsi',
    width: 1440,
    height: 900,
    minWidth: 1280,
    minHeight: 720,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0E1318' : '#F4F6F8',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      disableDialogs: true,
      devTools: !packaged,
    },
  });
  window.setContentProtection(contentProtection);
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  return window;
}

import { join } from 'node:path';
import { app, type BrowserWindow, type MessagePortMain, type Session, safeStorage } from 'electron';
import { answerAsk } from './answerAsk.ts';
import { type EngineSupervisor, superviseEngine } from './engine/engineSupervisor.ts';
import { openPagePorts } from './engine/pagePorts.ts';
import { startEngineHere } from './engine/startEngineHere.ts';
import { findKeychain } from './keychain.ts';
import { type DeskConfig, readRegionUrl } from './launch/deskConfig.ts';
import { openKeyFile, sealKeyFile } from './launch/keyFile.ts';
import type { Launch } from './launch/readLaunch.ts';
import { appOrigin } from './page/appAddress.ts';
import { guardContents } from './page/guardContents.ts';
import { guardSession } from './page/guardSession.ts';
import { listAppFiles } from './page/listAppFiles.ts';
import { type PageAddress, pageUrl } from './page/navigationRule.ts';
import { serveApp } from './page/serveApp.ts';
import { serveShellIpc } from './shellIpc.ts';
import { openDeskWindow } from './window/deskWindow.ts';
import { holdShellLanguage } from './window/shellLanguage.ts';
import { makeStoppedPage } from './window/stoppedPage.ts';
import { watchPage } from './window/watchPage.ts';

type Engine = EngineSupervisor<MessagePortMain>;
interface EngineHooks {
  readonly onStarted: () => void;
  readonly onGivenUp: () => void;
  readonly onBadge: (count: number) => void;
}
export interface DeskPlace {
  readonly launch: Launch;
  readonly dataDir: string;
  readonly config: DeskConfig;
}

const timing = {
  now: () => performance.now(),
  later: (run: () => void, ms: number) => void setTimeout(run, ms),
};

/** A window that does not paint must not keep the engine from starting. */
const engineWaitMsMax = 1_500;

/** Opens the one window of this desk and keeps its engine running until the app ends. */
export function runDesk({ launch, dataDir, config }: DeskPlace): void {
  const page: PageAddress = { developmentUrl: launch.developmentUrl };
  const inTrial = launch.testing || launch.developmentUrl !== null;
  const engine = superviseHere(
    { launch, dataDir, config },
    {
      onStarted: () => {
        cable.tell();
        ports.renew();
      },
      onGivenUp: () => stoppedPage.show(window.webContents, 'engine'),
      onBadge: (count) => showBadge(window, count),
    },
  );
  const ports = openPagePorts(engine);
  const cable = holdCable(engine);
  const language = holdShellLanguage({
    dataDir,
    trial: inTrial ? cable : null,
  });
  const stoppedPage = makeStoppedPage(language.current, pageUrl(page));

  app.on('session-created', (session) => guardSession(session, page));
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, { page, onOwnPage: () => startAgain() });
  });
  const window = openDeskWindow({
    preload: join(app.getAppPath(), 'dist', 'preload', 'desk.cjs'),
    packaged: app.isPackaged,
    contentProtection: config.contentProtection,
  });
  // The form at the door comes first: on a small machine the engine's start would take its processor. Nobody waits for
  // it, because it opens its database while a person types.
  window.once('ready-to-show', () => engine.begin());
  timing.later(() => engine.begin(), engineWaitMsMax);
  const watch = watchPage(window, {
    ...timing,
    onGivenUp: () => stoppedPage.show(window.webContents, 'page'),
  });
  const startAgain = () => {
    watch.forgive();
    engine.retry();
  };
  openDoors(window.webContents.session, { page, ownPages: stoppedPage.answer });
  serveShellIpc({
    isOurs: (contents) => !window.isDestroyed() && contents === window.webContents,
    origins: [appOrigin, ...(page.developmentUrl === null ? [] : [new URL(page.developmentUrl).origin])],
    onPage: ports.add,
    onAsk: (ask, contents) => answerAsk(ask, contents, language),
  });
  window.loadURL(pageUrl(page)).catch(() => process.stderr.write('the page did not load\n'));
  app.on('second-instance', () => raise(window));
  endTogether(engine);
}

function openDoors(
  session: Session,
  { page, ownPages }: { page: PageAddress; ownPages: ReturnType<typeof makeStoppedPage>['answer'] },
): void {
  guardSession(session, page);
  serveApp(session.protocol, {
    files: listAppFiles(join(app.getAppPath(), 'dist', 'renderer')),
    ownPages,
  });
}

function superviseHere({ launch, dataDir, config }: DeskPlace, hooks: EngineHooks): Engine {
  const keychain = findKeychain(safeStorage, process.platform);
  // An engine that fell in the middle of a call must not ask for a password. The key stays in the memory of this
  // process, as long as the app runs; a new start of the app asks again.
  let opened: string | null = null;
  let starts = 0;
  return superviseEngine({
    ...timing,
    start: startEngineHere({ folder: app.getAppPath(), testing: launch.testing }),
    startMessage: async () => ({
      kind: 'start',
      dataDir,
      libraryDir: join(app.getAppPath(), 'dist', 'library'),
      regionUrl: launch.regionUrl === null ? config.regionUrl : readRegionUrl(launch.regionUrl),
      keychainKey: opened ?? (await openKeyFile(dataDir, await keychain)),
      resume: starts++ > 0,
    }),
    onMessage: (message) => {
      if (message.kind === 'badge') hooks.onBadge(message.count);
      if (message.kind !== 'sealKey') return;
      opened = message.key;
      void keychain
        .then((one) => sealKeyFile(dataDir, one, message.key))
        // A seal that cannot be written costs a passphrase at the next start and nothing else.
        .catch(() => process.stderr.write('keychain seal not written\n'));
    },
    onStarted: hooks.onStarted,
    onGivenUp: hooks.onGivenUp,
  });
}

/** A pulled cable stays pulled when the engine falls and comes back. */
function holdCable(engine: Engine) {
  let isPulled = false;
  const tell = () => engine.send({ kind: 'cutLink', cut: isPulled });
  return {
    isCut: () => isPulled,
    tell: () => {
      if (isPulled) tell();
    },
    cutLink: (cut: boolean) => {
      isPulled = cut;
      tell();
    },
  };
}

function showBadge(window: BrowserWindow, count: number): void {
  app.setBadgeCount(count);
  if (!window.isDestroyed()) window.flashFrame(count > 0 && !window.isFocused());
}

function raise(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

// The engine is asked to stop and waited for, so that a normal end leaves a checkpointed database and a told region.
function endTogether(engine: Engine): void {
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    // Not quit again: asked while a quit is being handled, it is not heard.
    void engine.stop().finally(() => app.exit(0));
  });
}

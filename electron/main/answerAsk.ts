import { app, type WebContents } from 'electron';
import type { AppInfo, ShellAsk } from '../../shared/protocol/shellProtocol.ts';
import type { ShellLanguageHolder } from './window/shellLanguage.ts';

/** What a page may have from the shell. */
export function answerAsk(ask: ShellAsk, contents: WebContents, language: ShellLanguageHolder): unknown {
  switch (ask) {
    case 'quit':
      return app.quit();
    case 'reload':
      return contents.reload();
    case 'appInfo':
      return appInfo();
    case 'language:fi':
      return language.set('fi');
    case 'language:sv':
      return language.set('sv');
    case 'language:en':
      return language.set('en');
  }
}

function appInfo(): AppInfo {
  const { electron = '', chrome = '' } = process.versions;
  return {
    name: 'Luotsi',
    version: app.getVersion(),
    electron,
    chrome,
    platform: process.platform,
    packaged: app.isPackaged,
  };
}

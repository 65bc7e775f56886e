import type { WebContents } from 'electron';
import { appOrigin, failurePageUrl } from '../page/appAddress.ts';
import { failurePageCss, failurePageHtml, type Stopped } from './failurePage.ts';
import type { ShellLanguage } from './shellTexts.ts';

export interface StoppedPage {
  readonly show: (contents: WebContents, what: Stopped) => void;
  readonly answer: (address: string) => { readonly text: string; readonly mime: string } | undefined;
}

/** The page of last resort lives in memory: it must show when files cannot be read any more. */
export function makeStoppedPage(language: () => ShellLanguage, retryUrl: string): StoppedPage {
  let stopped: Stopped = 'engine';
  return {
    show: (contents, what) => {
      stopped = what;
      // A load that a newer one cuts short rejects; the newer one shows what is to be shown.
      if (!contents.isDestroyed()) contents.loadURL(failurePageUrl).catch(() => undefined);
    },
    answer: (address) => {
      if (address === failurePageUrl)
        return { text: failurePageHtml(stopped, language(), retryUrl), mime: 'text/html; charset=utf-8' };
      return address === `${appOrigin}/stopped.css`
        ? { text: failurePageCss, mime: 'text/css; charset=utf-8' }
        : undefined;
    },
  };
}

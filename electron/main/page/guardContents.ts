import type { WebContents } from 'electron';
import { mayNavigate, type PageAddress } from './navigationRule.ts';

export interface GuardOptions {
  readonly page: PageAddress;
  /** The window goes to its own page by a link: from the page of last resort this is the wish to start again. */
  readonly onOwnPage: (contents: WebContents) => void;
}

/** Every contents that the app ever opens, ours or not. */
export function guardContents(contents: WebContents, { page, onOwnPage }: GuardOptions): void {
  contents.on('will-navigate', (event, url) => {
    if (mayNavigate(url, page)) onOwnPage(contents);
    else event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !mayNavigate(event.url, page)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

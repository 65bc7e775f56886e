import type { WebContents } from 'electron';
import { failurePageUrl } from './appAddress.ts';
import { mayNavigate, type PageAddress, pageUrl } from './navigationRule.ts';

export interface GuardOptions {
  readonly page: PageAddress;
  /** The window goes to its own page by a link: from the page of last resort this is the wish to start again. */
  readonly onOwnPage: (contents: WebContents) => void;
}

const bringBackMs = 200;

/** Every contents that the app ever opens, ours or not. */
export function guardContents(contents: WebContents, { page, onOwnPage }: GuardOptions): void {
  contents.on('will-navigate', (event, url) => {
    if (mayNavigate(url, page)) onOwnPage(contents);
    else event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !mayNavigate(event.url, page)) event.preventDefault();
  });
  // Chromium lets a page empty itself (about:blank) without asking anybody; it is brought back at once.
  contents.on('did-navigate', () => bringBack(contents, page));
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

// Another attempt of the same page may cut our own loading short, so we ask again until it is where it belongs.
function bringBack(contents: WebContents, page: PageAddress): void {
  if (contents.isDestroyed()) return;
  // What is shown, not what is being asked for.
  const { url } = contents.mainFrame;
  if (mayNavigate(url, page) || url === failurePageUrl) return;
  contents.loadURL(pageUrl(page)).catch(() => setTimeout(() => bringBack(contents, page), bringBackMs));
}

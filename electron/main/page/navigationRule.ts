import { appPage } from './appAddress.ts';

/** Development alone shows a page of the local build server; the product has no such address. */
export interface PageAddress {
  readonly developmentUrl: string | null;
}

export function pageUrl({ developmentUrl }: PageAddress): string {
  return developmentUrl ?? appPage;
}

/** A window may go to its own page and nowhere else; only the part after # may differ. */
export function mayNavigate(target: string, page: PageAddress): boolean {
  const [bare = ''] = target.split('#', 1);
  return bare === pageUrl(page);
}

/** A request for data of any kind: our own files, and in development the build server. */
export function mayLoad(address: string, page: PageAddress): boolean {
  if (address.startsWith('app://luotsi/') || address.startsWith('data:image/')) return true;
  if (page.developmentUrl === null) return false;
  const host = new URL(page.developmentUrl).host;
  return ['http:', 'ws:'].some((scheme) => address.startsWith(`${scheme}//${host}/`));
}

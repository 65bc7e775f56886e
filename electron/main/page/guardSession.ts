import type { Session } from 'electron';
import { mayLoad, type PageAddress } from './navigationRule.ts';
import { mayUse } from './permissionRule.ts';

/** A session may load our own files and do nothing else: no permission, no device, no download, no dictionary. */
export function guardSession(session: Session, page: PageAddress): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)));
  session.setPermissionCheckHandler((_contents, permission) => mayUse(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !(mayLoad(details.url, page) || isDevelopersTool(details.url, page)) });
  });
}

function isDevelopersTool(url: string, page: PageAddress): boolean {
  return page.developmentUrl !== null && url.startsWith('devtools://');
}

import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import { appScheme } from './appAddress.ts';
import { type AppFiles, findAppFile } from './appFiles.ts';
import { answerHeaders } from './contentPolicy.ts';

/** Before the app is ready. Standard and secure, so that pages have one origin and the rights of a secure context. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export interface ServeOptions {
  readonly files: AppFiles;
  /** Pages that main makes itself: address → text of html or css. */
  readonly ownPages: (address: string) => { readonly text: string; readonly mime: string } | undefined;
}

export function serveApp(on: Protocol, { files, ownPages }: ServeOptions): void {
  on.handle(appScheme, async (request) => {
    if (request.method !== 'GET') return refuse(405);
    const own = ownPages(request.url);
    if (own !== undefined) return new Response(own.text, { headers: answerHeaders(own.mime) });
    const found = findAppFile(files, request.url);
    if (found === undefined) return refuse(404);
    const body = await readFile(found.file).catch(() => null);
    return body === null ? refuse(404) : new Response(body, { headers: answerHeaders(found.mime) });
  });
}

function refuse(status: number): Response {
  return new Response('', { status, headers: answerHeaders('text/plain; charset=utf-8') });
}

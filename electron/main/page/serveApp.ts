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

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** In the first versions of `handle` a body may never end, and its page then loads for ever. */
const wholeHandleSince = 30;

export function serveApp(on: Protocol, options: ServeOptions): void {
  if (Number.parseInt(process.versions.electron ?? '', 10) >= wholeHandleSince) {
    on.handle(appScheme, async (request) => {
      const { status, headers, body } = await answer(request, options);
      return new Response(new Uint8Array(body), { status, headers });
    });
    return;
  }
  on.registerBufferProtocol(appScheme, (request, give) => {
    void answer(request, options).then(({ status, headers, body }) =>
      give({ statusCode: status, headers, data: body }),
    );
  });
}

async function answer(
  { method, url }: { readonly method: string; readonly url: string },
  { files, ownPages }: ServeOptions,
): Promise<Answer> {
  if (method !== 'GET') return refuse(405);
  const own = ownPages(url);
  if (own !== undefined)
    return { status: 200, headers: answerHeaders(own.mime), body: Buffer.from(own.text) };
  const found = findAppFile(files, url);
  const body = found === undefined ? null : await readFile(found.file).catch(() => null);
  return found === undefined || body === null
    ? refuse(404)
    : { status: 200, headers: answerHeaders(found.mime), body };
}

function refuse(status: number): Answer {
  return { status, headers: answerHeaders('text/plain; charset=utf-8'), body: Buffer.alloc(0) };
}

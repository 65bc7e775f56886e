import { appOrigin } from './appAddress.ts';

/** Path inside the window's folder (with `/`) → file on disk, made once by listing the built files. */
export type AppFiles = ReadonlyMap<string, string>;

const mimeTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
};

export function mimeOf(path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  const ending = dot === -1 ? '' : path.slice(dot + 1);
  return Object.hasOwn(mimeTypes, ending) ? mimeTypes[ending] : undefined;
}

export interface ServedFile {
  readonly file: string;
  readonly mime: string;
}

/**
 * The request names a file of the list or nothing: no path is ever joined or decoded into a file name, so there is
 * nothing to climb out of. A second reading of `%2e` or `%5c` cannot happen, since only the list's own names match.
 */
export function findAppFile(files: AppFiles, address: string): ServedFile | undefined {
  const path = readPath(address);
  if (path === undefined) return undefined;
  const file = files.get(path);
  const mime = mimeOf(path);
  return file === undefined || mime === undefined ? undefined : { file, mime };
}

function readPath(address: string): string | undefined {
  if (!address.startsWith(`${appOrigin}/`)) return undefined;
  const [path = ''] = address.slice(appOrigin.length + 1).split(/[?#]/, 1);
  return path;
}

import { isAbsolute, resolve } from 'node:path';
import { parseUrl } from './deskConfig.ts';

export interface LaunchInput {
  /** Without the program itself and, unpackaged, without the folder it was given. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly packaged: boolean;
  readonly folder: string;
}

export interface Launch {
  /** Null: Electron's own folder for this user. */
  readonly dataDir: string | null;
  readonly regionUrl: string | null;
  /** Development and tests alone. */
  readonly developmentUrl: string | null;
  readonly testing: boolean;
  /** Arguments the product does not take. With any of them it must not start. */
  readonly refused: readonly string[];
}

// Switches of Chromium can open a debugging port, load an extension, start a program in place of the graphics process
// or turn the network round. So the product takes the few it needs and no other.
const allowed: readonly RegExp[] = [
  /^--data=.+$/,
  /^--ozone-platform(-hint)?=(auto|x11|wayland)$/,
  /^--password-store=(gnome-libsecret|kwallet|kwallet5|kwallet6)$/,
  /^--disable-gpu$/,
  /^--force-device-scale-factor=[1-4](\.\d{1,2})?$/,
  /^--force-high-contrast$/,
  // macOS and Windows add these by themselves.
  /^-psn_\d+_\d+$/,
  /^--original-process-start-time=\d+$/,
];

export function readLaunch({ args, env, packaged, folder }: LaunchInput): Launch {
  const joined = joinDataFlag(args);
  const named = joined.find((one) => one.startsWith('--data='))?.slice('--data='.length) ?? env.LUOTSI_DATA;
  const fromHere = named === undefined || named === '' ? null : resolve(folder, named);
  return {
    dataDir: fromHere !== null && isAbsolute(fromHere) ? fromHere : null,
    regionUrl: env.LUOTSI_REGION || null,
    developmentUrl: packaged ? null : readDevelopmentUrl(env.LUOTSI_PAGE_URL),
    testing: !packaged && env.LUOTSI_TEST === '1',
    refused: packaged ? joined.filter((one) => !allowed.some((pattern) => pattern.test(one))) : [],
  };
}

function joinDataFlag(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    if (joined.at(-1) === '--data') joined.splice(-1, 1, `--data=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

function readDevelopmentUrl(text: string | undefined): string | null {
  const url = text === undefined ? null : parseUrl(text);
  if (url === null) return null;
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  return url.protocol === 'http:' && local ? url.href : null;
}

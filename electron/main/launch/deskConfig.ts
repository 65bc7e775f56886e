/** `desk.json` in the desk's data folder, written by whoever installs the desk. */
export interface DeskConfig {
  readonly regionUrl: string | null;
  /** Keeps the window out of screenshots and shared screens. */
  readonly contentProtection: boolean;
  /**
   * Drawing by the graphics card. Off unless asked for: a desk shows text, and where the card or its driver fails a page
   * waits for the graphics process for ever, or stays black.
   */
  readonly hardwareAcceleration: boolean;
}

export const noConfig: DeskConfig = {
  regionUrl: null,
  contentProtection: false,
  hardwareAcceleration: false,
};

/** A desk must open even with a broken settings file: what is unreadable counts as not set. */
export function readDeskConfig(text: string): DeskConfig {
  const read = parseObject(text);
  const { regionUrl, contentProtection, hardwareAcceleration } = read;
  return {
    regionUrl: typeof regionUrl === 'string' ? readRegionUrl(regionUrl) : null,
    contentProtection: contentProtection === true,
    hardwareAcceleration: hardwareAcceleration === true,
  };
}

/** The region is reached over TLS; plain text is for the same machine only. */
export function readRegionUrl(text: string): string | null {
  const url = parseUrl(text);
  if (url === null) return null;
  if (url.username !== '' || url.password !== '') return null;
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && local) ? text : null;
}

export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    // Not an address. The question without an exception, URL.canParse, is newer than Node 18.
    return null;
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Not JSON: the same as an empty file.
    return {};
  }
}

// JSON that repeats itself, as ops do, at a tenth of its length: gzip, whose pieces may be joined without being opened.
import { gunzipSync, gzipSync } from 'node:zlib';
import { Fault } from '../shared/base/refusal.ts';

/** Shorter texts cost more time than they save bytes. */
const packCharsMin = 2_048;
const quickest = 1;

export function pays(chars: number): boolean {
  return chars >= packCharsMin;
}

export function packText(text: string): Uint8Array {
  return gzipSync(text, { level: quickest });
}

/** Lists are packed in pieces that may be joined: each is the JSON of its items, every one with a comma behind it. */
export function packItems(items: readonly unknown[]): Uint8Array {
  return packText(items.map((item) => `${JSON.stringify(item)},`).join(''));
}

export function joinPacked(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
}

/** Whatever it may once have been: a text that is none, or longer than `bytesMax`, throws a Fault. */
export function unpackJson(packed: Uint8Array, bytesMax: number): unknown {
  return parse(unpackText(packed, bytesMax));
}

export function unpackItems(packed: Uint8Array, bytesMax: number): unknown {
  return parse(`[${unpackText(packed, bytesMax).slice(0, -1)}]`);
}

function unpackText(packed: Uint8Array, bytesMax: number): string {
  try {
    return gunzipSync(packed, { maxOutputLength: bytesMax }).toString('utf8');
  } catch (error) {
    throw new Fault('messageInvalid', { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('messageInvalid', { cause: error });
  }
}

import type { Readable } from 'node:stream';

export type Line = { readonly text: string } | { readonly trouble: 'messageTooLarge' | 'messageInvalid' };

const newline = 10;

/** Bytes that are no text are refused: stored as question marks they would be another note than was sent. */
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Lines of a stream, one at a time. A line over the limit is skipped to its end without being held in memory. */
export async function* readLines(input: Readable, bytesMax: number): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let size = 0;
  let isTooLong = false;
  const take = (): Line | null => {
    const line: Line = isTooLong ? { trouble: 'messageTooLarge' } : textOf(Buffer.concat(held));
    const isEmpty = 'text' in line && line.text.trim() === '';
    held = [];
    size = 0;
    isTooLong = false;
    return isEmpty ? null : line;
  };
  const hold = (part: Buffer): void => {
    size += part.byteLength;
    isTooLong ||= size > bytesMax;
    if (isTooLong) held = [];
    else held.push(part);
  };
  for await (const chunk of input) {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline)) {
      hold(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
      const line = take();
      if (line !== null) yield line;
    }
    hold(rest);
  }
  const last = take();
  if (last !== null) yield last;
}

function textOf(bytes: Uint8Array): Line {
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { trouble: 'messageInvalid' };
  }
}

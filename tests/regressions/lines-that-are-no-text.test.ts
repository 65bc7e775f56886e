import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readLines } from '../../tools/desk/lineReader.ts';

test('[DL2] bytes that are no text are refused rather than stored as another text, and a byte order mark is none of it', async () => {
  const bytes = Buffer.concat([
    Buffer.from('\ufeff{"id":1}\r\n'),
    Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
    Buffer.from('"hyv\u00e4'),
  ]);
  // One byte a chunk: a letter may arrive in two halves.
  const lines = [];
  for await (const line of readLines(Readable.from([...bytes].map((one) => Buffer.of(one))), 100))
    lines.push(line);
  expect(lines).toEqual([{ text: '{"id":1}\r' }, { trouble: 'messageInvalid' }, { text: '"hyv\u00e4' }]);
});

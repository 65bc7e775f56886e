import { Buffer } from 'node:buffer';

/** Packs a few text files as an Electron archive: two length-prefixed headers, then the contents in order. */
export function packAsar(files: Readonly<Record<string, string>>): Buffer {
  const entries: Record<string, { size: number; offset: string }> = {};
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const size = Buffer.byteLength(text);
    entries[name] = { size, offset: String(offset) };
    offset += size;
  }
  const header = pickleText(JSON.stringify({ files: entries }));
  return Buffer.concat([
    pickleNumber(header.length),
    header,
    ...Object.values(files).map((text) => Buffer.from(text)),
  ]);
}

function pickleNumber(value: number): Buffer {
  const pickle = Buffer.alloc(8);
  pickle.writeUInt32LE(4, 0);
  pickle.writeUInt32LE(value, 4);
  return pickle;
}

function pickleText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const padded = Math.ceil(bytes.length / 4) * 4;
  const pickle = Buffer.alloc(8 + padded);
  pickle.writeUInt32LE(4 + padded, 0);
  pickle.writeUInt32LE(bytes.length, 4);
  bytes.copy(pickle, 8);
  return pickle;
}

// SHA-256 (FIPS 180-4) as a function of its argument: rules compare texts by it, and `shared` holds no library of the machine.

const blockBytes = 64;
const wordMax = 2 ** 32;

/** The first 32 bits behind the point of a number. */
function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * wordMax) >>> 0;
}

function firstPrimes(many: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < many; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

const rounds = firstPrimes(64).map((prime) => fraction(Math.cbrt(prime)));
const start = firstPrimes(8).map((prime) => fraction(Math.sqrt(prime)));

/** Hex of the hash of a text in UTF-8. */
export function sha256(text: string): string {
  const bytes = padded(utf8(text));
  const view = new DataView(bytes.buffer);
  const state = Uint32Array.from(start);
  for (let at = 0; at < bytes.length; at += blockBytes) mixBlock(state, view, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

function mixBlock(state: Uint32Array, view: DataView, at: number): void {
  const words = new Uint32Array(64);
  for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(at + index * 4);
  for (let index = 16; index < 64; index += 1) {
    const near = words[index - 2] ?? 0;
    const far = words[index - 15] ?? 0;
    const one = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    const other = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    words[index] = (words[index - 16] ?? 0) + other + (words[index - 7] ?? 0) + one;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const choice = (e & f) ^ (~e & g);
    const upper = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + upper + choice + (rounds[index] ?? 0) + (words[index] ?? 0)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const lower = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + lower + majority) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + word;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** A one bit, zeros, and the length in bits. */
function padded(bytes: readonly number[]): Uint8Array<ArrayBuffer> {
  const room = Math.ceil((bytes.length + 9) / blockBytes) * blockBytes;
  const all = new Uint8Array(room);
  all.set(bytes);
  all[bytes.length] = 0x80;
  const view = new DataView(all.buffer);
  view.setUint32(room - 8, Math.floor((bytes.length * 8) / wordMax));
  view.setUint32(room - 4, (bytes.length * 8) >>> 0);
  return all;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point, 0));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point, 6), tail(point, 0));
    else bytes.push(0xf0 | (point >> 18), tail(point, 12), tail(point, 6), tail(point, 0));
  }
  return bytes;
}

function tail(point: number, shift: number): number {
  return 0x80 | ((point >> shift) & 0x3f);
}

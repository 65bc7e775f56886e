// How much is asked for and sent at once. A line that fell under a large message falls under it again, so this is kept
// from one link to the next, and grows back while answers come quickly.
import { pushBytesMax } from '../../../../shared/protocol/regionProtocol.ts';

export interface Pace {
  /** Bytes a message should stay below; null while the line has shown no trouble. */
  bytesMax(): number | null;
  /** The first answer of a link, small both ways: what it took is the length of the line. */
  greeted(ms: number): void;
  answered(ms: number): void;
  failed(): void;
}

const leastBytes = 4 * 1024;
const slowBytes = 32 * 1024;
const quickMs = 1_000;
const longMs = 1_500;

export function keepPace(): Pace {
  let bytes: number | null = null;
  return {
    bytesMax: () => bytes,
    greeted(ms) {
      if (ms >= longMs) bytes ??= slowBytes;
    },
    answered(ms) {
      if (bytes === null || ms >= quickMs) return;
      bytes = bytes * 2 >= pushBytesMax ? null : bytes * 2;
    },
    failed() {
      bytes = bytes === null ? slowBytes : Math.max(leastBytes, Math.floor(bytes / 4));
    },
  };
}

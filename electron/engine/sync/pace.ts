// How much is asked for and sent at once. A line that fell under a large message falls under it again, so this is kept
// from one link to the next, and grows back while answers come quickly.
import { pushBytesMax } from '../../../shared/protocol/regionProtocol.ts';

export interface Pace {
  /** Bytes a message should stay below; null while the line has shown no trouble. */
  bytesMax(): number | null;
  answered(ms: number): void;
  failed(): void;
}

const leastBytes = 4 * 1024;
const quickMs = 1_000;

export function keepPace(): Pace {
  let bytes: number | null = null;
  return {
    bytesMax: () => bytes,
    answered(ms) {
      if (bytes === null || ms >= quickMs) return;
      bytes = bytes * 2 >= pushBytesMax ? null : bytes * 2;
    },
    failed() {
      bytes = Math.max(leastBytes, Math.floor((bytes ?? pushBytesMax) / 4));
    },
  };
}

// Keeps RG56: pages go to a desk no faster than its line carries them, so that answers and pings find room between them.

export interface PageWindow {
  /** Bytes of pages that may be sent now; 0 until more of what is on its way was confirmed. */
  room(): number;
  /** So many bytes go out. Gives what is to be called when the desk confirms them, or null: this page need not be. */
  sent(bytes: number): (() => void) | null;
  /** The same of something that nobody can confirm. False: it is time to ask, so it is to go out as a page. */
  joined(bytes: number): boolean;
  /** Something short goes out while nothing else is on its way. Gives what is to be called when it is confirmed. */
  probed(): () => void;
  /** The desk itself takes its line for one that carries no more at once. */
  narrow(bytes: number): void;
}

/** What a line is given that has not shown how fast it is. */
const firstBytes = 128 * 1024;
const leastBytes = 4 * 1024;
const mostBytes = 512 * 1024;
/** How long a page may be on its way beyond what the line takes when it is empty: within this more is tried … */
const quickMs = 400;
/** … and beyond this less. */
const slowMs = 1_000;
/** A confirmation is asked for after a part of a window: each costs the region as much as a short page. */
const partsAsked = 4;
const partsAskedWhenQuick = 2;

interface Asked {
  readonly upto: number;
  readonly at: number;
  /** On its way then, with what may have come long ago since nobody was asked about it. */
  readonly under: number;
  readonly before: Pick<Asked, 'upto' | 'at'>;
}

/** `monotonic` in milliseconds. */
export function openPageWindow(monotonic: () => number): PageWindow {
  let window = firstBytes;
  let parts = partsAsked;
  let sent = 0;
  let confirmed = 0;
  let asked: Pick<Asked, 'upto' | 'at'> = { upto: 0, at: monotonic() };
  let unconfirmed: readonly Asked[] = [];
  /** What went out before this tells nothing of the window as it is now. */
  let triedFrom = 0;
  /** There and back on an empty line. */
  let lineMs = Number.POSITIVE_INFINITY;

  function set(bytes: number): void {
    window = Math.min(mostBytes, Math.max(leastBytes, Math.floor(bytes)));
    triedFrom = sent;
  }

  function confirm({ upto, at, under, before }: Asked): void {
    const now = monotonic();
    confirmed = Math.max(confirmed, upto);
    unconfirmed = unconfirmed.filter((one) => one.upto > upto);
    const ms = Math.max(1, now - at);
    lineMs = Math.min(lineMs, ms);
    const isQuick = ms < lineMs + quickMs;
    parts = isQuick && window >= firstBytes ? partsAskedWhenQuick : partsAsked;
    const mayTakeMs = lineMs + slowMs;
    const carriedMs = Math.max(1, now - before.at - lineMs);
    const surelyCarried = ((upto - before.upto) * mayTakeMs) / carriedMs;
    if (ms > mayTakeMs) set(Math.min(window, (under * mayTakeMs) / ms));
    else if (isQuick && upto > triedFrom && surelyCarried > window) set(Math.min(window * 2, surelyCarried));
  }

  function isDue(): boolean {
    return sent - asked.upto >= window / parts;
  }

  return {
    room() {
      const [oldest] = unconfirmed;
      // What came after the last page that was asked for is less than a part of a window.
      if (oldest === undefined) return window;
      if (monotonic() - oldest.at > lineMs + slowMs) return 0;
      return Math.max(0, window - (sent - confirmed));
    },
    sent(bytes) {
      sent += bytes;
      if (!isDue()) return null;
      const ask = { upto: sent, at: monotonic(), under: sent - confirmed, before: asked };
      asked = { upto: ask.upto, at: ask.at };
      unconfirmed = [...unconfirmed, ask];
      return () => confirm(ask);
    },
    joined(bytes) {
      sent += bytes;
      if (!isDue()) return true;
      sent -= bytes;
      return false;
    },
    probed() {
      const at = monotonic();
      return () => {
        lineMs = Math.min(lineMs, monotonic() - at);
      };
    },
    narrow(bytes) {
      if (bytes < window) set(bytes);
    },
  };
}

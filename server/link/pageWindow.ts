// Keeps RG56: pages go to a desk no faster than its line carries them, so that answers and pings find room between them.

export interface PageWindow {
  /** Bytes of pages that may be sent now; 0 until more of what is on its way was confirmed. */
  room(): number;
  /** So many bytes go out. Gives what is to be called when the desk confirms them, or null: this page need not be. */
  sent(bytes: number): (() => void) | null;
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
/** After so much a confirmation is asked for, however much time was between the pages, … */
const askBytesMax = 16 * 1024;
const asksPerWindow = 4;
/** … and after so long, however small they were. */
const askEveryMs = 1_000;

interface Asked {
  readonly upto: number;
  readonly at: number;
  /** On its way then: at least, and with what may have come long ago since nobody was asked about it. */
  readonly least: number;
  readonly most: number;
}

/** `monotonic` in milliseconds. */
export function openPageWindow(monotonic: () => number): PageWindow {
  let window = firstBytes;
  let sent = 0;
  let confirmed = 0;
  /** With the last page whose arrival was asked for. */
  let asked = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let unconfirmed: readonly Asked[] = [];
  /** What went out before this tells nothing of the window as it is now. */
  let triedFrom = 0;
  /** There and back on an empty line. */
  let lineMs = Number.POSITIVE_INFINITY;

  function set(bytes: number): void {
    window = Math.min(mostBytes, Math.max(leastBytes, bytes));
    triedFrom = sent;
  }

  function confirm({ upto, at, least, most }: Asked): void {
    const ms = Math.max(1, monotonic() - at);
    confirmed = Math.max(confirmed, upto);
    unconfirmed = unconfirmed.filter((one) => one.upto > upto);
    lineMs = Math.min(lineMs, ms);
    /** Of what came in this time, how much comes in as much time as it may take. */
    const inTime = (bytes: number): number => Math.floor((bytes * (lineMs + slowMs)) / ms);
    if (ms > lineMs + slowMs) set(inTime(most));
    else if (ms < lineMs + quickMs && upto > triedFrom && inTime(least) > window)
      set(Math.min(window * 2, inTime(least)));
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
      const at = monotonic();
      if (sent - asked < Math.min(askBytesMax, window / asksPerWindow) && at - askedAt < askEveryMs)
        return null;
      asked = sent;
      askedAt = at;
      const most = sent - confirmed;
      const ask = { upto: sent, at, least: unconfirmed.length === 0 ? bytes : most, most };
      unconfirmed = [...unconfirmed, ask];
      return () => confirm(ask);
    },
    probed() {
      const at = monotonic();
      return () => {
        lineMs = Math.min(lineMs, monotonic() - at);
      };
    },
    narrow(bytes) {
      set(Math.min(window, bytes));
    },
  };
}

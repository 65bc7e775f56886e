// Keeps EN40, EN55: the page that passes own ops normally follows the answer about them at once, and both are put down in one.
import type { Page } from '../../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../../record/deskStore.ts';
import { applyPage, type HeldAnswer, type PageOutcome } from '../applyPage.ts';

const waitMsMax = 250;
/** Nobody waits for what is about own ops alone: news that come at the same time go first. */
const alonePassedMs = 4;

export interface WaitingAnswer {
  /** Own ops up to here have their outcome, put down or not. */
  acked(): number;
  /** With the page that passes it, where the region told that at once. */
  hold(answer: HeldAnswer, passed: Page | null): void;
  /** Puts it down now: with the page that passes it where that is known, else by itself. */
  settle(): void;
  /** The same when its page is late; what is left of the time in which one may still come, else 0. */
  settleLate(): number;
  /** Applies a page with the answer that it passes; one that it does not pass goes on waiting. */
  take(page: Page): PageOutcome;
}

/** Of one link. Nothing is lost when it falls meanwhile: the next hello asks for the outcome. */
export function keepWaitingAnswer(store: DeskStore, monotonic: () => number): WaitingAnswer {
  let held: { readonly answer: HeldAnswer; readonly passed: Page | null; readonly until: number } | null =
    null;

  function settle(): void {
    if (held === null) return;
    const { answer, passed } = held;
    if (passed !== null) applyPage(store, passed, answer);
    if (store.meta().acked < answer.acked) store.receive((write) => answer.put(write, store));
    held = null;
  }

  return {
    acked: () => held?.answer.acked ?? store.meta().acked,
    hold(answer, passed) {
      held = { answer, passed, until: monotonic() + (passed === null ? waitMsMax : alonePassedMs) };
    },
    settle,
    settleLate() {
      const restMs = held === null ? 0 : held.until - monotonic();
      if (restMs > 0) return restMs;
      settle();
      return 0;
    },
    take(page) {
      if (held !== null && held.passed !== null) settle();
      const answer = held !== null && page.own >= held.answer.acked ? held.answer : null;
      const outcome = applyPage(store, page, answer);
      if (answer !== null && store.meta().acked >= answer.acked) held = null;
      return outcome;
    },
  };
}

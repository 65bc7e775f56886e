// Keeps EN40: the page that passes own ops normally follows the answer about them at once, and both are put down in one.
import type { Page } from '../../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../../record/deskStore.ts';
import { applyPage, type HeldAnswer, type PageOutcome } from '../applyPage.ts';

const waitMsMax = 250;

export interface WaitingAnswer {
  /** Own ops up to here have their outcome, put down or not. */
  acked(): number;
  hold(answer: HeldAnswer): void;
  /** Puts it down by itself. */
  settle(): void;
  /** The same when its page is late; what is left of the time in which one may still come, else 0. */
  settleLate(): number;
  /** Applies a page with the answer that it passes; one that it does not pass goes on waiting. */
  take(page: Page): PageOutcome;
}

/** Of one link. Nothing is lost when it falls meanwhile: the next hello asks for the outcome. */
export function keepWaitingAnswer(store: DeskStore, monotonic: () => number): WaitingAnswer {
  let held: { readonly answer: HeldAnswer; readonly until: number } | null = null;
  function settle(): void {
    if (held === null) return;
    const { answer } = held;
    store.receive((write) => answer.put(write, store));
    held = null;
  }
  return {
    acked: () => held?.answer.acked ?? store.meta().acked,
    hold(answer) {
      held = { answer, until: monotonic() + waitMsMax };
    },
    settle,
    settleLate() {
      const restMs = held === null ? 0 : held.until - monotonic();
      if (restMs > 0) return restMs;
      settle();
      return 0;
    },
    take(page) {
      const answer = held !== null && page.own >= held.answer.acked ? held.answer : null;
      const outcome = applyPage(store, page, answer);
      if (answer !== null && store.meta().acked >= answer.acked) held = null;
      return outcome;
    },
  };
}

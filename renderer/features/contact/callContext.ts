import { createContext, createElement, memo, type ReactNode, useContext } from 'react';
import { assert } from '../../../shared/base/assert.ts';
import type { FaultCode } from '../../../shared/base/refusal.ts';
import type { Language } from '../../../shared/base/text.ts';
import type { Sbar } from '../../../shared/domain/handoff/handoff.ts';
import type { ContactView, ScriptView } from '../../../shared/protocol/deskViews.ts';
import type { RefusedAnswer } from '../../desk/deskPort.ts';
import type { Answering } from '../assessment/useAnswering.ts';

export type Pane = 'assessment' | 'plan' | 'handoff' | 'wrapUp' | 'notes';

/** A handoff being written; kept here so that looking at another part loses nothing. */
export interface HandoffDraft {
  readonly toUnit: string;
  readonly sbar: Sbar;
}

/** The end of the contact, from the wrap-up, the call bar's key or anywhere in between. */
export interface Closing {
  readonly close: () => void;
  readonly busy: boolean;
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

/** What every part of an open contact knows. */
export interface Call {
  /** `assessment` is the one shown, which is not always the one begun last. */
  readonly contact: ContactView;
  readonly script: ScriptView | null;
  readonly answering: Answering;
  /** The user's own language. */
  readonly language: Language;
  /** The language texts are read aloud in to this caller. */
  readonly reading: Language;
  /** The call is in another language than the user's, and the user wants its texts in both. */
  readonly mirror: boolean;
  readonly handoffDraft: HandoffDraft | null;
  readonly setHandoffDraft: (draft: HandoffDraft | null) => void;
  readonly pane: Pane;
  readonly closing: Closing;
  /** Shows another of the contact's assessments. */
  readonly chooseAssessment: (assessmentId: string) => void;
  /** The next or previous one; focus goes to its question, or to the element whose id begins so. */
  readonly stepAssessment: (step: 1 | -1, focus?: 'assessment-tab') => void;
  /** Another script is being looked for, beside what is open. */
  readonly picking: boolean;
  readonly setPicking: (picking: boolean) => void;
  /** Shows a part and moves focus to the element of that id when it is there. */
  readonly goTo: (pane: Pane, elementId?: string) => void;
}

export const CallContext = createContext<Call | null>(null);

export function useCall(): Call {
  const call = useContext(CallContext);
  assert(call !== null, 'a part of a contact stands outside it');
  return call;
}

/**
 * A part of an open contact that takes from it what it shows, and is drawn again only when that has changed: an
 * answer changes the call, and little of the screen.
 */
export function fromCall<Props extends object, Own extends object = object>(
  take: (call: Call, own: Own) => Props,
  draw: (props: Props) => ReactNode,
): (own: Own) => ReactNode {
  const Drawn = memo(draw as (props: object) => ReactNode);
  return function FromCall(own: Own) {
    return createElement(Drawn, take(useCall(), own));
  };
}

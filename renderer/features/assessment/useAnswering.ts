import { useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { own } from '../../../shared/base/own.ts';
import type { StoredAnswer } from '../../../shared/domain/assessment/assessment.ts';
import { versionIds } from '../../../shared/domain/field/field.ts';
import type {
  AssessmentNow,
  AssessmentReply,
  ContactView,
  ScriptView,
} from '../../../shared/protocol/deskViews.ts';
import { keepSame } from '../../desk/keepSame.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useFrame } from '../frame/frameContext.ts';
import { isEmergency, nextStop, situationFocus, toldUnasked } from './answerPath.ts';
import { askedNext, groupId, groupOfNext, type QuestionGroup, questionGroups } from './questionGroups.ts';

export interface Answering {
  readonly groups: readonly QuestionGroup[];
  readonly shownGroup: string | null;
  readonly showGroup: (id: string | null) => void;
  /** The question that Alt+digit answers. */
  readonly current: string | null;
  readonly setCurrent: (questionId: string) => void;
  readonly answer: (given: GivenNow) => Promise<void>;
  /** The caller says that the earlier contact's answer still holds. */
  readonly keep: (questionId: string) => Promise<void>;
  /** Leaves a question as it is and makes the next one current. */
  readonly pass: (questionId: string) => void;
  readonly jumpTo: (questionId: string) => void;
  /** Asks for focus on a question that may not be on the screen yet; whoever draws it takes the wish, once. */
  readonly wishFocus: (on: string) => void;
  readonly takeWish: (on: string) => boolean;
  /** The newest wish: `count` changes with every one. */
  readonly wished: { readonly on: string; readonly count: number };
  readonly trouble: Pick<ReturnType<typeof useCommand<'assessment.answer'>>, 'refusal' | 'fault'>;
}

export interface GivenNow {
  readonly questionId: string;
  readonly answer: StoredAnswer;
  /**
   * `focus`: the next question gets focus. `follow`: it becomes the current one, but focus stays where the nurse
   * writes. `stay`: the same question goes on (one of many choices, a field that was left).
   */
  readonly after: 'focus' | 'follow' | 'stay';
}

/** Where the nurse is in the questions, and how an answer is given and moves on. One per open contact. */
export function useAnswering(
  contact: ContactView,
  script: ScriptView | null,
  takeReply: (reply: AssessmentReply) => void,
): Answering {
  const { openEmergency } = useFrame();
  const { run, refusal, fault } = useCommand('assessment.answer');
  const [picked, setPicked] = useState<string | null>(null);
  const [touched, setTouched] = useState<string | null>(null);
  const [wished, setWished] = useState({ on: '', count: 0 });
  const wish = useRef<string | null>(null);
  const { assessment, contactId } = contact;
  const keeping = useCommand('assessment.keepEarlier');
  const assessmentId = assessment?.id;
  const [of, setOf] = useState(assessmentId);
  // Where the nurse was in one assessment means nothing in another.
  if (of !== assessmentId) {
    setOf(assessmentId);
    setPicked(null);
    setTouched(null);
  }
  const drawn = useRef<readonly QuestionGroup[]>([]);
  const groups = useMemo(() => {
    const now = script === null || assessment === null ? [] : questionGroups(script, assessment);
    // An answer moves a question or two; the others, and topics it does not touch, are not drawn again.
    drawn.current = keepSame(drawn.current, now);
    return drawn.current;
  }, [script, assessment]);
  const next = assessment === null ? null : askedNext(assessment);
  const deciding = assessment?.view.proposal?.deciding[0]?.questionId ?? null;
  const current = touched ?? next;
  const shownGroup =
    picked ?? groupOfNext(groups, next) ?? groupOfNext(groups, deciding) ?? groups[0]?.id ?? null;
  const shown = useRef({ questionId: current, at: performance.now() });
  if (shown.current.questionId !== current) shown.current = { questionId: current, at: performance.now() };

  const wishFocus = (on: string) => {
    wish.current = on;
    setWished(({ count }) => ({ on, count: count + 1 }));
  };
  const takeWish = (on: string) => {
    const isOurs = wish.current === on;
    if (isOurs) wish.current = null;
    return isOurs;
  };
  const groupOf = (questionId: string) => {
    const question = script?.questions.find((one) => one.id === questionId);
    return question === undefined ? null : groupId(question);
  };
  const jumpTo = (questionId: string) => {
    setPicked(groupOf(questionId));
    setTouched(questionId);
    wishFocus(questionId);
  };

  /** As they stand on the screen, in all assessments that ask it. */
  const answersTo = (questionId: string) =>
    contact.assessments.flatMap(({ answers }) => versionIds(own(answers, questionId)));

  const answer = async ({ questionId, answer: given, after }: GivenNow) => {
    const isCurrent = shown.current.questionId === questionId;
    const source = toldUnasked(groups, next, questionId) ? 'volunteered' : 'asked';
    const ms = isCurrent ? Math.round(performance.now() - shown.current.at) : null;
    const wish = { contactId, assessmentId, questionId, answer: given, source, ms } as const;
    const reply = await run(wish, answersTo(questionId));
    if (reply.kind !== 'done') return;
    showReply(questionId, reply.result, after);
  };
  /** At once: a frame that comes between a reply and its drawing would be painted without it. */
  const showReply = (questionId: string, reply: AssessmentReply, after: GivenNow['after']) =>
    flushSync(() => {
      takeReply(reply);
      openOnEmergency(reply);
      if (after !== 'stay') moveOn(questionId, reply.assessment, after);
    });
  /** The answer may have turned this assessment into an emergency, or another that shares the question. */
  const openOnEmergency = ({ assessment: now, urgency }: AssessmentReply) => {
    const before = assessment?.view ?? null;
    const isNew = isEmergency(now.view) && !(before !== null && isEmergency(before));
    const isElsewhere =
      urgency?.disposition === 'emergency_112' && contact.urgency?.disposition !== 'emergency_112';
    if (isNew || (isElsewhere && urgency.standing === 'proposed')) openEmergency();
  };
  const keep = async (questionId: string) => {
    const wish = { contactId, assessmentId, questionIds: [questionId] };
    const reply = await keeping.run(wish, answersTo(questionId));
    if (reply.kind === 'done') showReply(questionId, reply.result, 'focus');
  };
  const moveOn = (from: string, now: AssessmentNow, after: 'focus' | 'follow') => {
    const target = nextStop(groups, from, now);
    setTouched(null);
    if (target === null) return;
    if (target !== situationFocus) {
      setPicked(groupOf(target));
      setTouched(target === now.view.next ? null : target);
    }
    if (after === 'focus') wishFocus(target);
  };
  const pass = (from: string) => {
    if (assessment !== null) moveOn(from, assessment, 'follow');
  };

  return {
    groups,
    shownGroup,
    showGroup: setPicked,
    current,
    setCurrent: setTouched,
    answer,
    keep,
    pass,
    jumpTo,
    wishFocus,
    takeWish,
    wished,
    trouble: { refusal: refusal ?? keeping.refusal, fault: fault ?? keeping.fault },
  };
}

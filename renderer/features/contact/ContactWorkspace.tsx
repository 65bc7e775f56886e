import { useEffect, useRef, useState } from 'react';
import type { AssessmentNow, ContactView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useContact } from '../../desk/useContact.ts';
import { useKept } from '../../desk/useKept.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { situationFocus } from '../assessment/answerPath.ts';
import { askedNext } from '../assessment/questionGroups.ts';
import { useAnswering } from '../assessment/useAnswering.ts';
import { useFrame } from '../frame/frameContext.ts';
import { MainRegion } from '../frame/Region.tsx';
import { readHandoffDraft } from '../wrapUp/handoffDraft.ts';
import { CallScreen } from './CallScreen.tsx';
import { type Call, CallContext, type HandoffDraft, type Pane } from './callContext.ts';
import { readingLanguage } from './localText.ts';
import { useNarrow } from './useNarrow.ts';
import { usePaneFocus } from './usePaneFocus.ts';
import { useShownAssessment } from './useShownAssessment.ts';

/** An open contact: the caller's words, the assessment, the plan, the handoff and the wrap-up, and the notes beside. */
export function ContactWorkspace({ contactId }: { contactId: string }) {
  const say = useText('contact');
  const { data: contact, refusal } = useContact(contactId);
  if (contact === undefined)
    return (
      <MainRegion label={say('workspace')}>
        <EmptyState>{say(refusal === null ? 'loading' : 'missing')}</EmptyState>
      </MainRegion>
    );
  return <OpenContact contact={contact} />;
}

function OpenContact({ contact: live }: { contact: ContactView }) {
  const language = useLanguage();
  const isNarrow = useNarrow();
  const [pane, setPane] = useState<Pane>(live.phase === 'wrappingUp' ? 'wrapUp' : 'assessment');
  const [mirrorWish, setMirrorWish] = useState<boolean | null>(null);
  const [handoffDraft, setHandoffDraft] = useKept<HandoffDraft | null>({
    key: `handoff ${live.contactId}`,
    empty: null,
    read: readHandoffDraft,
  });
  const [picking, setPicking] = useState(false);
  const closing = useClosing(live.contactId);
  const { goTo, focusLater } = usePaneFocus(setPane);
  const { contact, chooseAssessment, takeReply } = useShownAssessment(live);
  const { assessment } = contact;
  const script = useLiveQuery(
    'script.get',
    assessment === null ? null : { scriptId: assessment.scriptId, version: assessment.scriptVersion },
  ).data;
  const answering = useAnswering(contact, script ?? null, takeReply);
  const stepAssessment = useStepping(contact, {
    choose: chooseAssessment,
    show: (assessment, focus) => {
      setPane('assessment');
      setPicking(false);
      if (focus === undefined) answering.wishFocus(askedNext(assessment) ?? situationFocus);
      else focusLater(`${focus}-${assessment.id}`);
    },
  });
  const reading = readingLanguage(contact.language.at(-1)?.value, language);
  const isForeign = reading !== language;
  const mirror = isForeign && (mirrorWish ?? true);
  const call: Call = {
    contact,
    script: script ?? null,
    answering: {
      ...answering,
      jumpTo: (questionId) => {
        setPane('assessment');
        answering.jumpTo(questionId);
      },
    },
    language,
    reading,
    mirror,
    closing,
    chooseAssessment: (id) => {
      chooseAssessment(id);
      setPicking(false);
    },
    stepAssessment,
    picking,
    setPicking,
    handoffDraft,
    setHandoffDraft,
    pane: pane === 'notes' && !isNarrow ? 'assessment' : pane,
    goTo,
  };
  useShortcut('languageMirror', isForeign ? () => setMirrorWish(!mirror) : null);
  useShortcut('notes', () => (isNarrow ? goTo('notes', 'note-field') : focusLater('note-field')));
  useShortcut('reason', () => focusLater('reason-field'));
  useShortcut('plan', () => goTo('plan', 'contact-pane'));
  useShortcut('handoffOffer', () => goTo('handoff', 'handoff-unit'));
  useShortcut('assessment', () => {
    setPane('assessment');
    if (answering.current === null) focusLater('contact-pane');
    else answering.jumpTo(answering.current);
  });
  useShortcut(
    'anotherProblem',
    contact.phase === 'closed'
      ? null
      : () => {
          setPicking(true);
          goTo('assessment', 'script-search');
        },
  );
  const isBeside = contact.assessed.length > 1;
  useShortcut('nextAssessment', isBeside ? () => stepAssessment(1) : null);
  useShortcut('previousAssessment', isBeside ? () => stepAssessment(-1) : null);
  const kept = answering.current;
  useShortcut(
    'keepEarlier',
    assessment?.earlier == null || kept === null ? null : () => void answering.keep(kept),
  );
  const canClose = contact.phase === 'wrappingUp' || (contact.phase === 'talking' && pane === 'wrapUp');
  useShortcut('finish', canClose ? closing.close : null);
  const { openContact } = useFrame();
  // A contact that the desk put on screen by itself is the user's from now on: it stays when its phase changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the contact appears.
  useEffect(() => openContact(contact.contactId), []);
  useFirstFocus(assessment === null || script !== undefined ? contact : null, answering, focusLater);
  useWrapUpPane(contact.phase, () => goTo('wrapUp', 'outcome-field'));
  return (
    <CallContext.Provider value={call}>
      <CallScreen isNarrow={isNarrow} />
    </CallContext.Provider>
  );
}

interface Stepping {
  readonly choose: (assessmentId: string) => void;
  readonly show: (assessment: AssessmentNow, focus: 'assessment-tab' | undefined) => void;
}

function useStepping(
  { assessed, assessment }: ContactView,
  { choose, show }: Stepping,
): Call['stepAssessment'] {
  return (step, focus) => {
    const at = assessed.findIndex((one) => one.id === assessment?.id);
    const to = assessed[(at + step + assessed.length) % assessed.length];
    if (to === undefined) return;
    choose(to.id);
    show(to, focus);
  };
}

function useClosing(contactId: string): Call['closing'] {
  const { leaveContact } = useFrame();
  const { run, busy, refusal, fault } = useCommand('contact.close');
  const close = () =>
    void run({ contactId }).then((reply) => {
      if (reply.kind === 'done') leaveContact();
    });
  return { close, busy, refusal, fault };
}

/** Once its script is here, a contact opens where the work is: on the caller's words when nothing is asked yet, else on the next question. */
function useFirstFocus(
  contact: ContactView | null,
  answering: Pick<Call['answering'], 'wishFocus'>,
  focusLater: (elementId: string) => void,
): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || contact === null) return;
    isDone.current = true;
    if (contact.phase !== 'talking') return;
    const { assessment } = contact;
    if (assessment === null) return focusLater('reason-field');
    if (assessment.decision !== null && assessment.safetyNetReadAt === null) return focusLater('safety-net');
    answering.wishFocus(askedNext(assessment) ?? situationFocus);
  });
}

/** When wrap-up begins, from here or from the call bar, the outcome is the next thing to do. */
function useWrapUpPane(phase: ContactView['phase'], show: () => void): void {
  const before = useRef(phase);
  useEffect(() => {
    const began = before.current === 'talking' && phase === 'wrappingUp';
    before.current = phase;
    if (began) show();
  });
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AssessmentReply, ContactView } from '../../../shared/protocol/deskViews.ts';
import { keepSame } from '../../desk/keepSame.ts';

export interface ShownAssessment {
  readonly contact: ContactView;
  readonly chooseAssessment: (assessmentId: string) => void;
  /** What a command answered counts until the followed contact, which says the same and more, comes after it. */
  readonly takeReply: (reply: AssessmentReply) => void;
}

/** Every part of the contact sees the assessment that was chosen; until one is, the one begun last. */
export function useShownAssessment(live: ContactView): ShownAssessment {
  const [chosen, chooseAssessment] = useState<string | null>(null);
  const [replied, setReplied] = useState<{ readonly to: ContactView; readonly now: ContactView }>();
  const latest = useRef({ live, shown: live });
  const takeReply = useCallback((reply: AssessmentReply) => {
    const { live: to, shown } = latest.current;
    setReplied({ to, now: withReply(shown, reply) });
  }, []);
  const shown = replied?.to === live ? replied.now : live;
  useEffect(() => {
    latest.current = { live, shown };
  });
  const contact = useMemo(
    () => ({ ...shown, assessment: shown.assessed.find((one) => one.id === chosen) ?? shown.assessment }),
    [shown, chosen],
  );
  return { contact, chooseAssessment, takeReply };
}

/** The contact as it stood, with what is known of this assessment since. */
export function withReply(contact: ContactView, { assessment, urgency }: AssessmentReply): ContactView {
  return keepSame(contact, {
    ...contact,
    assessment: contact.assessment?.id === assessment.id ? assessment : contact.assessment,
    assessed: contact.assessed.map((one) => (one.id === assessment.id ? assessment : one)),
    urgency,
  });
}

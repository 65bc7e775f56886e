import type { AssessmentNow } from '../../../shared/protocol/deskViews.ts';
import type { Proposal } from '../../../shared/script/assess.ts';
import { chestLines, chestPain } from './callScript.ts';

type Answers = AssessmentNow['answers'];

const because = {
  fi: 'Kova tai äkillisesti alkanut rintakipu voi olla sydäninfarkti.',
  sv: 'Svår eller plötslig bröstsmärta kan vara en hjärtinfarkt.',
  en: 'Severe or sudden chest pain may be a heart attack.',
};
const mild = {
  fi: 'Kipu jatkuu, mutta hätämerkkejä ei ole.',
  sv: 'Smärtan fortsätter men det finns inga varningstecken.',
  en: 'The pain goes on but there are no red flags.',
};

/** Two rules are enough to see every state of the screen; the real ones are the engine's. */
export function assessed(answers: Answers, given: Partial<AssessmentNow> = {}): AssessmentNow {
  const counts = (id: string) => answers[id] !== undefined && answers[id]?.disputed !== true;
  const open = chestPain.questions.map((one) => one.id).filter((id) => !counts(id));
  const isRed = counts('now_severe') && answers.now_severe?.answer === 'yes';
  const needed = isRed
    ? []
    : chestPain.questions.filter((one) => one.block !== 'info' && open.includes(one.id)).map((one) => one.id);
  const proposal = needed.length > 0 ? null : isRed ? emergency() : today(answers);
  return {
    id: 'assessment-1',
    scriptId: chestPain.id,
    scriptVersion: 1,
    title: chestPain.title,
    urgency: {
      disposition: proposal?.disposition ?? null,
      standing: proposal === null ? 'open' : 'proposed',
    },
    earlier: null,
    changeTold: [],
    answers,
    view: {
      next: needed[0] ?? open.find((id) => id === 'started' || id === 'own_words') ?? null,
      open,
      needed,
      proposal,
      asked: chestPain.questions.length - open.length,
      stage: needed.length > 0 ? 'script' : 'info',
    },
    decision: null,
    otherDecisions: [],
    safetyNetReadAt: null,
    teachBack: false,
    lines: chestLines,
    ...given,
  };
}

function emergency(): Proposal {
  return {
    disposition: 'emergency_112',
    ruleIndex: 0,
    because,
    deciding: [{ questionId: 'now_severe', answer: 'yes' }],
    also: [],
    raised: null,
    goto: null,
  };
}

function today(answers: Answers): Proposal {
  const isAlone = answers.v_alone?.answer === 'yes';
  return {
    disposition: isAlone ? 'same_day' : 'within_7d',
    ruleIndex: 3,
    because: mild,
    deciding: [
      { questionId: 'minutes', answer: answers.minutes?.answer ?? 0 },
      { questionId: 'where', answer: answers.where?.answer ?? 'middle' },
    ],
    also: isAlone ? ['anticoag_note'] : [],
    raised: isAlone ? { from: 'within_7d', deciding: [{ questionId: 'v_alone', answer: 'yes' }] } : null,
    goto: null,
  };
}

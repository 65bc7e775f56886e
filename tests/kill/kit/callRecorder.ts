import type { StoredAnswer } from '../../../shared/domain/assessment/assessment.ts';
import type { ContactView, QuestionView, ScriptView } from '../../../shared/protocol/deskViews.ts';
import { type KillableDesk, must, type Outcome } from './desk.ts';

const stepsPerCall = 24;
const scriptId = 'chest_pain';
const closingWords = ['contact.startWrapUp', 'contact.setOutcome', 'contact.close'] as const;

/** What the outside witness knows of one call: only what a result was heard for counts as acknowledged. */
interface CallSeen {
  readonly contactId: string;
  readonly notes: Set<string>;
  readonly answers: Map<string, StoredAnswer>;
  next: string | null;
  isCertain: boolean;
  hasAssessment: boolean;
  steps: number;
  /** How many of the closing words were answered. */
  closing: number;
}

/** Sent when the process fell; it may have become durable or not, and both are right. */
interface InFlight {
  readonly contactId: string | null;
  readonly note?: string;
  readonly question?: string;
  readonly starts?: boolean;
}

export interface Losses {
  lost: number;
  doubled: number;
  /** Calls that came back at another question than the one that was last shown. */
  elsewhere: number;
}

export interface CallRecorder {
  /** One wish of the call; false when nobody answered it. */
  readonly step: (desk: KillableDesk) => Promise<boolean>;
  /** Compares the call that was going on with what the desk shows now. */
  readonly checkCurrent: (desk: KillableDesk, losses: Losses) => Promise<void>;
  readonly checkAll: (desk: KillableDesk, losses: Losses) => Promise<void>;
  readonly acknowledged: () => number;
  readonly contactIds: () => readonly string[];
  /** The question that the call waits at; null when what is proposed waits for the nurse instead. */
  readonly next: () => string | null;
}

export function recordCalls(script: ScriptView, mark: string): CallRecorder {
  const calls: CallSeen[] = [];
  const maybe: InFlight[] = [];
  let acknowledged = 0;
  let count = 0;

  const heard = async <Result>(
    inFlight: InFlight,
    asked: Promise<Outcome<Result>>,
    then: (result: Result) => void,
  ): Promise<boolean> => {
    const outcome = await asked;
    if (outcome.kind === 'silence') {
      maybe.push(inFlight);
      return false;
    }
    if (outcome.kind === 'no') throw new Error(`refused: ${outcome.why} (${JSON.stringify(inFlight)})`);
    acknowledged += 1;
    then(outcome.result);
    return true;
  };

  // A word that was in flight may have been heard, so its second time may be refused.
  const close = async (call: CallSeen, desk: KillableDesk): Promise<boolean> => {
    const { contactId } = call;
    const word = closingWords[call.closing];
    if (word === undefined) return true;
    const outcome = await (word === 'contact.setOutcome'
      ? desk.command(word, { contactId, outcome: 'D09' })
      : desk.command(word, { contactId }));
    if (outcome.kind === 'silence') return false;
    if (outcome.kind === 'done') acknowledged += 1;
    call.closing += 1;
    return true;
  };

  const step = (desk: KillableDesk): Promise<boolean> => {
    const call = calls.at(-1);
    if (call === undefined || call.closing === closingWords.length) {
      return heard({ contactId: null }, desk.command('contact.open', {}), ({ contactId }) => {
        calls.push({
          contactId,
          notes: new Set(),
          answers: new Map(),
          next: null,
          isCertain: false,
          hasAssessment: false,
          steps: 0,
          closing: 0,
        });
      });
    }
    const { contactId } = call;
    call.steps += 1;
    if (call.steps > stepsPerCall) return close(call, desk);
    const seen = ({ assessment }: Pick<ContactView, 'assessment'>) => {
      call.next = assessment?.view.next ?? null;
      call.isCertain = assessment?.view.proposal != null;
    };
    if (!call.hasAssessment) {
      const started = (view: Pick<ContactView, 'assessment'>) => {
        call.hasAssessment = true;
        seen(view);
      };
      return heard(
        { contactId, starts: true },
        desk.command('assessment.start', { contactId, scriptId }),
        started,
      );
    }
    const question = script.questions.find((one) => one.id === call.next);
    if (question !== undefined && call.steps % 2 === 0) {
      const answer = calmAnswer(question);
      const args = { contactId, questionId: question.id, answer };
      return heard({ contactId, question: question.id }, desk.command('assessment.answer', args), (view) => {
        call.answers.set(question.id, answer);
        seen(view);
      });
    }
    count += 1;
    const note = `${mark}-${count}`;
    return heard({ contactId, note }, desk.command('contact.addNote', { contactId, text: note }), () => {
      call.notes.add(note);
    });
  };

  const check = async (call: CallSeen, desk: KillableDesk, losses: Losses): Promise<void> => {
    const view = await must('contact.get', desk.query('contact.get', { contactId: call.contactId }));
    const unsure = maybe.filter((one) => one.contactId === call.contactId);
    compareNotes(call, view, { unsure, losses });
    compareAnswers(call, view, { unsure, losses });
    if (call.closing === closingWords.length && view.phase !== 'closed') losses.lost += 1;
    call.next = view.assessment?.view.next ?? null;
    call.isCertain = view.assessment?.view.proposal != null;
    call.hasAssessment = view.assessment !== null;
  };

  return {
    step,
    checkCurrent: async (desk, losses) => {
      const call = calls.at(-1);
      if (call !== undefined) await check(call, desk, losses);
    },
    checkAll: async (desk, losses) => {
      for (const call of calls) await check(call, desk, losses);
    },
    acknowledged: () => acknowledged,
    contactIds: () => calls.map((call) => call.contactId),
    next: () => {
      const call = calls.at(-1);
      return call === undefined || call.isCertain || call.steps > stepsPerCall ? null : call.next;
    },
  };
}

interface Comparison {
  readonly unsure: readonly InFlight[];
  readonly losses: Losses;
}

// What a comparison once found durable stays so: from then on it counts as acknowledged.
function compareNotes(call: CallSeen, view: ContactView, { unsure, losses }: Comparison): void {
  const texts = view.notes.map((note) => note.text);
  losses.doubled += texts.length - new Set(texts).size;
  losses.lost += [...call.notes].filter((note) => !texts.includes(note)).length;
  for (const text of texts) {
    if (call.notes.has(text)) continue;
    if (unsure.some((one) => one.note === text)) call.notes.add(text);
    else losses.doubled += 1;
  }
}

function compareAnswers(call: CallSeen, view: ContactView, { unsure, losses }: Comparison): void {
  const answers = view.assessment?.answers ?? {};
  if (call.hasAssessment && view.assessment === null) losses.lost += 1;
  for (const [question, answer] of call.answers) {
    if (JSON.stringify(answers[question]?.answer) !== JSON.stringify(answer)) losses.lost += 1;
  }
  let moved = !call.hasAssessment;
  for (const [question, { answer, source }] of Object.entries(answers)) {
    if (call.answers.has(question) || source === 'record') continue;
    if (!unsure.some((one) => one.question === question)) losses.doubled += 1;
    call.answers.set(question, answer);
    moved = true;
  }
  if (!moved && view.assessment?.view.next !== call.next) losses.elsewhere += 1;
}

// Answered so that nothing is urgent, a call passes through many questions before it ends.
const wellWhenYes: ReadonlySet<string> = new Set(['o_awake', 'o_breath_ok', 'o_safe', 'tender']);

function calmAnswer(question: QuestionView): StoredAnswer {
  switch (question.kind) {
    case 'yes_no':
      return wellWhenYes.has(question.id) ? 'yes' : 'no';
    case 'choice':
      return question.options.at(-1)?.key ?? 'no';
    case 'many':
      return [];
    case 'number':
    case 'scale':
      return question.min ?? 1;
    case 'date':
      return '2026-01-01';
    case 'text':
      return 'ei muuta';
  }
}

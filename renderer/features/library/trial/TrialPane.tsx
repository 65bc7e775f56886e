import { RotateCcw, Undo2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { TrialView } from '../../../../shared/protocol/authoringViews.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useTask } from '../../../desk/useTask.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/sign/EmptyState.tsx';
import type { Focusable } from '../../assessment/question/AnswerRadios.tsx';
import { answerText } from '../../assessment/question/answerText.ts';
import { QuestionAnswers } from '../../assessment/question/QuestionAnswers.tsx';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { useOpenScript } from '../open/openScript.ts';
import { TrialOutcome } from './TrialOutcome.tsx';
import styles from './trial.module.css';
import { answersOf, type GivenAnswer, given } from './trialAnswers.ts';

/** The text as it stands, played as a call. Nothing is stored, and every answer may be taken back. */
export function TrialPane() {
  const say = useText('library');
  const { text } = useOpenScript();
  const [told, setTold] = useState<readonly GivenAnswer[]>([]);
  const [again, setAgain] = useState<string | null>(null);
  const task = useTask('script.try', { text, answers: answersOf(told) });
  const trial = task.result;
  const asked = again ?? trial?.view?.next ?? null;
  const question = trial?.questions.find((one) => one.id === asked);
  const give = (answer: StoredAnswer, moveOn: boolean) => {
    if (question === undefined) return;
    setTold(given(told, { questionId: question.id, answer }));
    // A question of many choices stays until Enter says that it is done.
    setAgain(moveOn ? null : question.id);
  };
  const restart = () => {
    setTold([]);
    setAgain(null);
  };
  return (
    <div className={cx(styles.pane)}>
      <div className={cx(styles.bar)}>
        <p className={cx(styles.hint)}>{say('trial.hint')}</p>
        <Button
          look="quiet"
          size="small"
          icon={<Undo2 aria-hidden="true" />}
          isDisabled={told.length === 0}
          onPress={() => setTold(told.slice(0, -1))}
        >
          {say('trial.back')}
        </Button>
        <Button
          look="quiet"
          size="small"
          icon={<RotateCcw aria-hidden="true" />}
          isDisabled={told.length === 0}
          onPress={restart}
        >
          {say('trial.restart')}
        </Button>
      </div>
      <Trouble refusal={task.refusal} fault={task.fault} />
      {trial === undefined || trial.view === null ? (
        <EmptyState>{say(task.isRunning ? 'proof.checking' : 'trial.nothing')}</EmptyState>
      ) : (
        <div className={cx(styles.talk)}>
          <Told trial={trial} told={told} onChange={setAgain} />
          <TrialOutcome trial={trial} onChange={setAgain} />
          {question !== undefined && (
            <Asked
              key={question.id}
              question={question}
              value={told.find((one) => one.questionId === question.id)?.answer}
              isSupport={trial.view.proposal !== null && again === null}
              onGive={give}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface ToldProps {
  readonly trial: TrialView;
  readonly told: readonly GivenAnswer[];
  readonly onChange: (questionId: string) => void;
}

function Told({ trial, told, onChange }: ToldProps) {
  const say = useText('library');
  const sayAnswer = useText('assessment');
  const language = useLanguage();
  if (told.length === 0) return null;
  return (
    <ol aria-label={say('trial.so')} className={cx(styles.told)}>
      {told.map(({ questionId, answer }) => {
        const question = trial.questions.find((one) => one.id === questionId);
        if (question === undefined) return null;
        return (
          <li key={questionId} className={cx(styles.turn)}>
            <span>{said(question.say, language)}</span>
            <strong>{answerText(question, answer, { say: sayAnswer, language })}</strong>
            <Button look="quiet" size="small" onPress={() => onChange(questionId)}>
              {say('trial.change')}
            </Button>
          </li>
        );
      })}
    </ol>
  );
}

interface AskedProps {
  readonly question: QuestionView;
  readonly value: StoredAnswer | undefined;
  /** It can no longer change the proposal. */
  readonly isSupport: boolean;
  readonly onGive: (answer: StoredAnswer, moveOn: boolean) => void;
}

/** The question asked now. It takes the focus from the one before, so that a trial is walked through with digits alone. */
function Asked({ question, value, isSupport, onGive }: AskedProps) {
  const say = useText('library');
  const sayQuestion = useText('assessment');
  const language = useLanguage();
  const textId = useId();
  const focusable = useRef<Focusable>(null);
  // Who passes by on the tabs stays on the tabs.
  useEffect(() => {
    if (document.activeElement?.closest('[role="tablist"]') === null) focusable.current?.focus();
  }, []);
  return (
    <section aria-label={say('trial.now')} id={`question-${question.id}`} className={cx(styles.asked)}>
      <p className={cx(styles.hint)}>
        {isSupport ? sayQuestion('place.support') : say('trial.now')}
        {question.redFlag && ` · ${say('redFlag')}`}
      </p>
      <p id={textId} className={cx(styles.say)}>
        {said(question.say, language)}
      </p>
      <QuestionAnswers
        ref={focusable}
        question={question}
        language={language}
        labelledBy={textId}
        value={value}
        onGive={onGive}
      />
    </section>
  );
}

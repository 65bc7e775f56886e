import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { own } from '../../../shared/base/own.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { useCall } from '../contact/callContext.ts';
import { Trouble } from '../contact/Trouble.tsx';
import styles from './assessment.module.css';
import { type QuestionActs, QuestionCard } from './question/QuestionCard.tsx';
import { neighbourGroup } from './questionGroups.ts';
import type { Answering } from './useAnswering.ts';

/** All questions of one topic, answerable in any order: a caller does not tell things in the order of a form. */
export function TopicQuestions() {
  const say = useText('assessment');
  const { contact, answering, language, reading, mirror } = useCall();
  const { groups, shownGroup, showGroup, wishFocus, wished } = answering;
  const acts = useQuestionActs(answering);
  const group = groups.find((one) => one.id === shownGroup);
  const go = (step: 1 | -1) => {
    const id = neighbourGroup(groups, shownGroup, step);
    showGroup(id);
    const questions = groups.find((one) => one.id === id)?.questions ?? [];
    const first = questions.find((one) => one.place === 'next' || one.place === 'needed') ?? questions[0];
    if (first !== undefined) wishFocus(first.question.id);
  };
  useShortcut('nextTopic', () => go(1));
  useShortcut('previousTopic', () => go(-1));
  if (group === undefined) return null;
  const at = groups.indexOf(group);
  return (
    <div
      role="tabpanel"
      id="topic-questions"
      aria-labelledby={`topic-tab-${group.id}`}
      className={cx(styles.questions)}
    >
      {group.questions.map((placed) => (
        <QuestionCard
          key={placed.question.id}
          placed={placed}
          given={contact.assessment?.answers[placed.question.id]}
          isEarlier={own(contact.assessment?.earlier?.answers ?? {}, placed.question.id) !== undefined}
          isCurrent={answering.current === placed.question.id}
          isClosed={contact.phase === 'closed'}
          wish={wished.on === placed.question.id ? wished.count : 0}
          {...{ language, reading, mirror, acts }}
        />
      ))}
      <Trouble {...answering.trouble} />
      <div className={cx(styles.steps)}>
        <Button
          look="quiet"
          icon={<ArrowLeft aria-hidden="true" />}
          chord={showChord(shortcutOf('previousTopic').chord)}
          isDisabled={at === 0}
          onPress={() => go(-1)}
        >
          {say('previous')}
        </Button>
        <Button
          look="quiet"
          icon={<ArrowRight aria-hidden="true" />}
          chord={showChord(shortcutOf('nextTopic').chord)}
          isDisabled={at === groups.length - 1}
          onPress={() => go(1)}
        >
          {say('next')}
        </Button>
      </div>
    </div>
  );
}

/** The same functions for as long as the topic is shown, so that they are no reason to draw a question again. */
function useQuestionActs(answering: Answering): QuestionActs {
  const latest = useRef(answering);
  useLayoutEffect(() => {
    latest.current = answering;
  });
  return useMemo(
    () => ({
      answer: (given) => void latest.current.answer(given),
      setCurrent: (questionId) => latest.current.setCurrent(questionId),
      takeWish: (on) => latest.current.takeWish(on),
    }),
    [],
  );
}

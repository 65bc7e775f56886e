import { ArrowLeft, ArrowRight } from 'lucide-react';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { useCall } from '../contact/callContext.ts';
import { Trouble } from '../contact/Trouble.tsx';
import styles from './assessment.module.css';
import { QuestionCard } from './question/QuestionCard.tsx';
import { neighbourGroup } from './questionGroups.ts';

/** All questions of one topic, answerable in any order: a caller does not tell things in the order of a form. */
export function TopicQuestions() {
  const say = useText('assessment');
  const { answering } = useCall();
  const { groups, shownGroup, showGroup, wishFocus } = answering;
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
        <QuestionCard key={placed.question.id} placed={placed} />
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

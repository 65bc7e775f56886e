import { Check } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { useCall } from '../contact/callContext.ts';
import { said } from '../contact/localText.ts';
import styles from './assessment.module.css';
import type { QuestionGroup } from './questionGroups.ts';

/** The topics of the script with what each still needs; arrows move between them. */
export function TopicNav() {
  const say = useText('assessment');
  const { answering } = useCall();
  const { groups, shownGroup, showGroup } = answering;
  const titleOf = useGroupTitle();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const tab = tabs[(at + step + tabs.length) % tabs.length];
    tab?.focus();
    tab?.click();
  };
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={say('topics')}
      className={cx(styles.topics)}
      onKeyDown={onKeyDown}
    >
      {groups.map((group) => (
        <button
          key={group.id}
          type="button"
          role="tab"
          id={`topic-tab-${group.id}`}
          aria-selected={group.id === shownGroup}
          aria-controls="topic-questions"
          tabIndex={group.id === shownGroup ? 0 : -1}
          className={cx(styles.topic, group.id === shownGroup && styles.shownTopic)}
          onClick={() => showGroup(group.id)}
        >
          <span>{titleOf(group)}</span>
          <span className={cx(styles.count)}>
            {group.needed === 0 && group.answered > 0 && <Check aria-hidden="true" />}
            {say('topics.progress', { answered: group.answered, all: group.questions.length })}
          </span>
        </button>
      ))}
    </div>
  );
}

export function useGroupTitle(): (group: QuestionGroup) => string {
  const say = useText('assessment');
  const { script, language } = useCall();
  return (group) => {
    const topic = group.block === 'script' ? script?.topics.find((one) => one.id === group.topic) : undefined;
    return topic === undefined ? say(`block.${group.block}`) : said(topic.title, language);
  };
}

import { Check } from 'lucide-react';
import { memo } from 'react';
import { useText } from '../../texts/useText.ts';
import { TabList } from '../../ui/control/TabList.tsx';
import { cx } from '../../ui/cx.ts';
import { fromCall, useCall } from '../contact/callContext.ts';
import { said } from '../contact/localText.ts';
import styles from './assessment.module.css';
import type { QuestionGroup } from './questionGroups.ts';
import type { Answering } from './useAnswering.ts';

/** The topics of the script with what each still needs; arrows move between them. */
export const TopicNav = fromCall(
  ({ answering: { groups, shownGroup, showGroup } }) => ({ groups, shownGroup, showGroup }),
  Topics,
);

function Topics({ groups, shownGroup, showGroup }: Pick<Answering, 'groups' | 'shownGroup' | 'showGroup'>) {
  const say = useText('assessment');
  const titleOf = useGroupTitle();
  const step = (by: 1 | -1, list: HTMLElement) => {
    const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const tab = tabs[(at + by + tabs.length) % tabs.length];
    tab?.focus();
    tab?.click();
  };
  return (
    <TabList
      label={say('topics')}
      tabs={groups.map((group) => ({
        id: group.id,
        content: <Topic group={group} title={titleOf(group)} />,
      }))}
      chosen={shownGroup}
      idPrefix="topic-tab-"
      controls="topic-questions"
      look={{ list: styles.topics, tab: styles.topic, shown: styles.shownTopic }}
      onChoose={showGroup}
      onStep={step}
    />
  );
}

/** Drawn again only when its own count has changed: an answer is about one topic, mostly. */
const Topic = memo(({ group, title }: { readonly group: QuestionGroup; readonly title: string }) => {
  const say = useText('assessment');
  return (
    <>
      <span>{title}</span>
      <span className={cx(styles.count)}>
        {group.needed === 0 && group.answered > 0 && <Check aria-hidden="true" />}
        {say('topics.progress', { answered: group.answered, all: group.questions.length })}
      </span>
    </>
  );
});

export function useGroupTitle(): (group: QuestionGroup) => string {
  const say = useText('assessment');
  const { script, language } = useCall();
  return (group) => {
    const topic = group.block === 'script' ? script?.topics.find((one) => one.id === group.topic) : undefined;
    return topic === undefined ? say(`block.${group.block}`) : said(topic.title, language);
  };
}

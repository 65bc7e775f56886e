import type { HandledItemView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Panel } from '../../ui/surface/Panel.tsx';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { personOf } from '../sync/useTroubleText.ts';
import styles from './OutboxScreen.module.css';
import { useOutboxWords } from './outboxWords.ts';

/** What was refused and dealt with stays readable: nothing a person typed disappears. */
export function HandledList({ items }: { items: readonly HandledItemView[] }) {
  const say = useText('outbox');
  return (
    <Panel title={say('handled', { count: items.length })}>
      <ul className={cx(styles.items)}>
        {items.map((item) => (
          <li key={item.opId}>
            <HandledItem item={item} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function HandledItem({ item }: { item: HandledItemView }) {
  const say = useText('outbox');
  const words = useOutboxWords();
  const now = useMinute();
  const { how, reason, user, at } = item.handled;
  const when = { who: personOf(user), at: formatMoment(at, now) };
  const done =
    how === 'noted'
      ? say('handled.noted', when)
      : reason === null
        ? say('handled.seen', when)
        : say('handled.aside', { ...when, reason });
  return (
    <div className={cx(styles.handled)}>
      <p>
        {words.change(item.type)} · {words.subject(item.about)}
      </p>
      {item.texts.map((text) => (
        <blockquote key={text} className={cx(styles.typed)}>
          {text}
        </blockquote>
      ))}
      <p className={cx(styles.quiet)}>{done}</p>
    </div>
  );
}

import { useState } from 'react';
import type { RefusedItemView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { copyText } from '../../ui/copyText.ts';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { KeepAsNote } from './KeepAsNote.tsx';
import styles from './OutboxScreen.module.css';
import { useOutboxWords } from './outboxWords.ts';
import { PutAside } from './PutAside.tsx';
import { useRefusedWhy } from './useRefusedWhy.ts';

type Way = 'note' | 'aside' | null;

/** One thing the region said no to: what it was, why, what was typed, and the ways out of here. */
export function RefusedItem({ item }: { item: RefusedItemView }) {
  const say = useText('outbox');
  const words = useOutboxWords();
  const now = useMinute();
  const why = useRefusedWhy()(item);
  const [way, setWay] = useState<Way>(null);
  const title = `${words.change(item.type)} · ${words.subject(item.about)}`;
  return (
    <section aria-label={title} className={cx(styles.refused)}>
      <p className={cx(styles.rowHead)}>
        <StatusSign shape="failed" text={title} />
        <time dateTime={item.madeAt} className={cx(styles.quiet)}>
          {formatMoment(item.madeAt, now)}
        </time>
      </p>
      <p>{why}</p>
      {item.about.beginningLost && item.texts.length > 0 && <p>{say('beginningLost.refused')}</p>}
      {item.texts.length > 0 && (
        <div>
          <h3>{say('typed')}</h3>
          {item.texts.map((text) => (
            <blockquote key={text} className={cx(styles.typed)}>
              {text}
            </blockquote>
          ))}
        </div>
      )}
      <Actions item={item} way={way} onWay={setWay} />
      {way === 'note' && <KeepAsNote item={item} onCancel={() => setWay(null)} />}
      {way === 'aside' && <PutAside item={item} onCancel={() => setWay(null)} />}
    </section>
  );
}

function Actions({ item, way, onWay }: { item: RefusedItemView; way: Way; onWay: (way: Way) => void }) {
  const say = useText('outbox');
  const { contactId, openContact } = useFrame();
  const { run, busy, refusal, fault } = useCommand('refusal.dismiss');
  const [isCopied, setIsCopied] = useState(false);
  const { texts, about } = item;
  const canNote = texts.length > 0 && (item.noteOn !== null || contactId !== null);
  return (
    <>
      <div className={cx(styles.actions)}>
        {texts.length > 0 && (
          <Button size="small" onPress={() => setIsCopied(copyText(texts.join('\n')))}>
            {say(isCopied ? 'copied' : 'copy')}
          </Button>
        )}
        {canNote && (
          <Button size="small" aria-expanded={way === 'note'} onPress={() => onWay('note')}>
            {say('asNote')}
          </Button>
        )}
        {about.contactId !== null && (
          <Button size="small" onPress={() => about.contactId !== null && openContact(about.contactId)}>
            {say('open')}
          </Button>
        )}
        {item.dead ? (
          <Button size="small" aria-expanded={way === 'aside'} onPress={() => onWay('aside')}>
            {say('putAside')}
          </Button>
        ) : (
          <Button size="small" isPending={busy} onPress={() => void run({ opId: item.opId })}>
            {say('seen')}
          </Button>
        )}
      </div>
      <Trouble refusal={refusal} fault={fault} />
    </>
  );
}

import type { OutboxSubject, WaitingView } from '../../../shared/protocol/deskViews.ts';
import { texts } from '../../texts/fi.ts';
import { type TextKey, useText } from '../../texts/useText.ts';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';

export interface OutboxWords {
  /** `Yhteydenotto 13:40 · Virtanen Aino`; nobody is named under a non-disclosure order. */
  readonly subject: (subject: OutboxSubject) => string;
  readonly change: (type: string) => string;
  readonly changes: (changes: WaitingView['changes']) => string;
}

export function useOutboxWords(): OutboxWords {
  const say = useText('outbox');
  const sync = useText('sync');
  const now = useMinute();
  const change = (type: string) => {
    const key = `type.${type}`;
    return isKnown(key) ? say(key) : sync('op.other');
  };
  return {
    subject({ record, name, hidden, at, contactId, beginningLost }) {
      const key = `record.${record.kind}`;
      const kind = say(isKnown(key) ? key : 'record.other');
      if (beginningLost) return say('beginningLost', { kind });
      const isStrange = at === null && name === null && contactId === null;
      if (isStrange && record.kind !== 'client' && record.kind !== 'accessLog') return say('otherUnit');
      const head = at === null ? kind : `${kind} ${formatMoment(at, now)}`;
      if (hidden) return `${head} · ${say('hidden')}`;
      return name === null ? head : `${head} · ${name}`;
    },
    change,
    changes: (changes) =>
      changes
        .map(({ type, many }) =>
          many === 1 ? change(type) : say('times', { what: change(type), count: many }),
        )
        .join(' · '),
  };
}

/** Kinds of a newer program have no words here yet. */
function isKnown(key: string): key is TextKey<'outbox'> {
  return Object.hasOwn(texts.outbox, key);
}

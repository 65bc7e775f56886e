import { isRefusal, type Refusal } from '../../shared/base/refusal.ts';
import { type EngineMessage, followsMax } from '../../shared/protocol/deskProtocol.ts';
import type { PreparedQuery, QueryFrom } from './runQuery.ts';

type FollowId = string | number;

interface Followed {
  readonly id: FollowId;
  readonly query: PreparedQuery;
  topics: readonly string[];
  sent: string;
}

export interface LiveQueries {
  /** False when the page follows too many already. */
  follow(id: FollowId, query: PreparedQuery): boolean;
  unfollow(id: FollowId): void;
  /** Marks what these topics may have changed; the results go out together at the next {@link flush}. */
  touch(topics: ReadonlySet<string>): void;
  flush(): void;
}

export function refusedMessage(id: FollowId | null, refusal: Refusal): EngineMessage {
  const { refused, ...rest } = refusal;
  return { id, refused: true, reason: refused, ...rest };
}

/** Followed queries of one page. One that is refused now stays followed: the record may still come. */
export function followQueries(from: () => QueryFrom, send: (message: EngineMessage) => void): LiveQueries {
  const followed = new Map<FollowId, Followed>();
  const dirty = new Set<Followed>();
  const refresh = (one: Followed): void => {
    const now = from();
    const result = one.query.run(now);
    one.topics = one.query.topics(now);
    const text = JSON.stringify(result);
    if (text === one.sent) return;
    one.sent = text;
    send(
      isRefusal(result) ? refusedMessage(one.id, result) : { topic: one.query.name, follow: one.id, result },
    );
  };
  return {
    follow(id, query) {
      if (!followed.has(id) && followed.size >= followsMax) return false;
      const one = { id, query, topics: [], sent: '' };
      followed.set(id, one);
      refresh(one);
      return true;
    },
    unfollow(id) {
      const one = followed.get(id);
      if (one !== undefined) dirty.delete(one);
      followed.delete(id);
    },
    touch(topics) {
      for (const one of followed.values()) {
        if (one.topics.some((topic) => topics.has(topic))) dirty.add(one);
      }
    },
    flush() {
      const due = [...dirty];
      dirty.clear();
      for (const one of due) if (followed.get(one.id) === one) refresh(one);
    },
  };
}

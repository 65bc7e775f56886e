// What pages follow, by name. A change touches the topics of all whom it may show something else.
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import type { RecordKind, RecordRef } from '../../../shared/domain/fact.ts';
import { type RecordEntry, shownState } from './recordEntry.ts';

/** Pages follow a record by `contact:<id>` and a list by `contacts`. */
export function topicOf(kind: RecordKind | string, id: string): string {
  return `${kind}:${id}`;
}

/** Calls of any client. */
export const allCalls = 'calls';

/** Whoever looks at one call of a client is shown the earlier ones too. */
export function callsTopics({ client }: Pick<Contact, 'client'>): readonly string[] {
  return client.flatMap(({ value }) => (value.kind === 'identified' ? [`calls:${value.clientId}`] : []));
}

/** Of a record that came as a whole: nobody has looked yet what it says, or whose call it is. */
export function topicsOfUnread({ kind, id }: RecordRef): readonly string[] {
  return [topicOf(kind, id), ...(kind === 'contact' ? [allCalls] : [])];
}

/** Of a record that has become another; lists of rows hear apart from this that a row did. */
export function topicsOf(before: RecordEntry, after: RecordEntry): readonly string[] {
  const { kind, id } = after;
  const calls = [before, after].flatMap((entry) => shownState(entry, 'contact') ?? []);
  return [
    topicOf(kind, id),
    ...(before.unsent === after.unsent ? [] : ['signs']),
    // Their list shows them whole.
    ...(kind === 'handoff' ? ['handoffs'] : []),
    ...calls.flatMap(callsTopics),
  ];
}

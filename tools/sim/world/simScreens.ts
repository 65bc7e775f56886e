// What stands in the windows of one desk: everything they follow, as it was last sent to them.
import type { Page } from '../../../electron/engine/page.ts';
import { planIdOf } from '../../../shared/domain/plan/plan.ts';
import type { EngineMessage } from '../../../shared/protocol/deskProtocol.ts';
import type { ClientRow, ContactRow, HandoffView } from '../../../shared/protocol/deskViews.ts';
import { firstDifference, isForgotten } from '../check/canonical.ts';
import { lists, type Question } from '../check/standingLists.ts';

const always: readonly Question[] = [{ query: 'session.current', args: {} }, ...lists];

/** One that is followed, by its number. */
interface Shown extends Question {
  /** As it was last sent; null until then. */
  result: unknown;
}

export class SimScreens {
  readonly #page: Page;
  readonly #shown: Shown[] = [];
  readonly #names = new Set<string>();
  #answer: unknown = null;

  constructor(openPage: (send: (message: EngineMessage) => void) => Page) {
    this.#page = openPage((message) => this.#hear(message));
    for (const one of always) this.#follow(one);
  }

  /** What stands there otherwise than whoever asks now is told; then some records are opened beside the lists. */
  look(): string[] {
    const stale = this.#shown.flatMap(({ query, args, result }) => {
      const difference = firstDifference(result, this.#ask({ query, args }));
      return difference === '' || isForgotten(difference)
        ? []
        : [`${query} ${JSON.stringify(args)} ${difference}`];
    });
    this.#openRecords();
    return stale;
  }

  #openRecords(): void {
    const calls = this.#rows<ContactRow>({ query: 'contact.list', args: { phase: 'open' } });
    for (const { contactId } of ends(calls, (one) => one.contactId)) {
      this.#follow({ query: 'contact.get', args: { contactId } });
      this.#follow({ query: 'contact.earlier', args: { contactId } });
      this.#follow({ query: 'plan.get', args: { planId: planIdOf(contactId) } });
    }
    const clients = this.#rows<ClientRow>({ query: 'client.search', args: { text: 'Malli', limit: 50 } });
    for (const { clientId } of ends(clients, (one) => one.clientId))
      this.#follow({ query: 'client.revision', args: { clientId } });
    const offers = this.#rows<HandoffView>({ query: 'handoff.list', args: { box: 'all' } });
    for (const { handoffId } of ends(offers, (one) => one.handoffId))
      this.#follow({ query: 'handoff.get', args: { handoffId } });
  }

  /** None where nobody is signed in or the process has died. */
  #rows<Row>(one: Question): readonly Row[] {
    const { rows = [] } = (this.#ask(one) ?? {}) as { readonly rows?: readonly Row[] };
    return rows;
  }

  #follow({ query, args }: Question): void {
    const name = `${query} ${JSON.stringify(args)}`;
    if (this.#names.has(name)) return;
    this.#names.add(name);
    const id = this.#shown.push({ query, args, result: null });
    void this.#page.receive({ id, follow: query, args });
  }

  #hear(message: EngineMessage): void {
    const id = 'follow' in message ? message.follow : 'id' in message ? message.id : null;
    const followed = this.#shown[Number(id) - 1];
    if (followed === undefined) this.#answer = told(message);
    else followed.result = told(message);
  }

  #ask({ query, args }: Question): unknown {
    this.#answer = null;
    void this.#page.receive({ id: 0, query, args });
    return this.#answer;
  }
}

/** What a message says, without what it answers. */
function told(message: EngineMessage): unknown {
  if (!('result' in message)) return { ...message, id: null };
  const { result } = message;
  return Array.isArray(result) ? { rows: result.filter(isLasting) } : result;
}

/** The oldest, on which everybody works, and the newest, which may have others before it. */
function ends<Row>(rows: readonly Row[], idOf: (row: Row) => string): Row[] {
  const sorted = rows.toSorted((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
  return [...sorted.slice(0, 1), ...sorted.slice(-1)];
}

function isLasting(row: { readonly phase?: string }): boolean {
  return !['returned', 'done', 'withdrawn'].includes(row.phase ?? '');
}

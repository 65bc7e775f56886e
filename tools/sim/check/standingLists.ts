import type { QueryName } from '../../../shared/protocol/deskProtocol.ts';

/** What somebody at a desk asks. */
export interface Question {
  readonly query: QueryName;
  readonly args: object;
}

/** Without those that take in what ended lately: they grow shorter with time alone, which no change tells of. */
export const lists: readonly Question[] = [
  { query: 'desk.units', args: {} },
  { query: 'refusal.list', args: {} },
  { query: 'outbox.list', args: {} },
  { query: 'contact.list', args: { phase: 'ringing' } },
  { query: 'contact.list', args: { phase: 'open' } },
  { query: 'handoff.list', args: { box: 'all' } },
  { query: 'client.search', args: { text: 'Malli', limit: 50 } },
];

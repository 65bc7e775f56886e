import type { OutboxView, RefusedItemView, WaitingView } from '../../shared/protocol/deskViews.ts';
import type { FakeState } from './fakeState.ts';
import { ago } from './storyPeople.ts';

const waiting: readonly WaitingView[] = [
  {
    record: { kind: 'contact', id: 'contact_going' },
    name: 'Kivelä Matti',
    hidden: false,
    at: ago(900),
    contactId: 'contact_going',
    beginningLost: false,
    since: ago(240),
    many: 3,
    changes: [
      { type: 'contact.noteAdded', many: 2 },
      { type: 'contact.reasonSet', many: 1 },
    ],
  },
  {
    record: { kind: 'accessLog', id: 'log_1' },
    name: 'Kivelä Matti',
    hidden: false,
    at: null,
    contactId: null,
    beginningLost: false,
    since: ago(200),
    many: 1,
    changes: [{ type: 'accessLog.viewed', many: 1 }],
  },
];

const deadNote: RefusedItemView = {
  opId: 'op-d1',
  type: 'plan.fieldSet',
  record: { kind: 'plan', id: 'plan_1' },
  reason: 'invalid',
  by: null,
  at: null,
  madeAt: ago(4_000),
  about: {
    record: { kind: 'plan', id: 'plan_1' },
    name: 'Kivelä Matti',
    hidden: false,
    at: ago(5_000),
    contactId: 'contact_going',
    beginningLost: false,
  },
  texts: ['Kotihoito käy aamuisin ja iltaisin, tytär auttaa viikonloppuna.'],
  dead: true,
  noteOn: { kind: 'contact', id: 'contact_going' },
};

export function outboxOf({ sync }: FakeState): OutboxView {
  const shown = sync.pending > 0 ? waiting : [];
  const refused = sync.refused.map(
    (one): RefusedItemView => ({
      ...one,
      about: {
        record: one.record,
        name: 'Virtanen Aino',
        hidden: false,
        at: ago(800),
        contactId: null,
        beginningLost: false,
      },
      texts: [],
      dead: false,
      noteOn: null,
    }),
  );
  return {
    waiting: shown,
    ops: sync.pending,
    records: shown.length,
    refused: refused.length === 0 ? [] : [...refused, deadNote],
    handled: [],
  };
}

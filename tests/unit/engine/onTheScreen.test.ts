import { beforeAll, describe, expect, it } from 'vitest';
import { followQueries } from '../../../electron/engine/liveQueries.ts';
import type { Standing } from '../../../electron/engine/query.ts';
import { shownState } from '../../../electron/engine/record/recordEntry.ts';
import { prepareQuery } from '../../../electron/engine/runQuery.ts';
import { stockShelf } from '../../../electron/engine/scriptShelf.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { assert } from '../../../shared/base/assert.ts';
import { isRefusal } from '../../../shared/base/refusal.ts';
import type { EngineMessage, QueryName } from '../../../shared/protocol/deskProtocol.ts';
import { type DeskOnLine, deskOnLine, pageOf, receivedAt, settled } from '../../kit/deskOnLine.ts';
import { unknownClient } from '../../kit/makeClient.ts';
import { makeId, opening } from '../../kit/makeOps.ts';
import { testScripts } from '../../kit/startDesk.ts';

// The library is read once, which on a busy machine takes longer than a test may.
beforeAll(() => void testScripts(), 60_000);

const contactId = 'contact_one';
const planId = 'plan_one';
const drafted = { contactId, clientId: null };

/** A call and its plan as another desk began them, with a goal at seq 3. */
function withPlan(): { readonly desk: DeskOnLine; readonly goal: string } {
  const desk = deskOnLine();
  const goal = makeId();
  const page = pageOf({ after: 0, upto: 3 }, [
    { type: 'contact.opened', body: opening, deskSeq: 1, seq: 1 },
    { kind: 'plan', record: planId, type: 'plan.drafted', body: drafted, deskSeq: 2, seq: 2 },
    goalBy(3, { id: goal, value: 'kotona' }),
  ]);
  expect(applyPage(desk.store, page)).toBe('applied');
  return { desk, goal };
}

function goalBy(seq: number, { id, value, basis = 0 }: { id: string; value: string; basis?: number }) {
  const body = { field: 'goals', value };
  return { id, kind: 'plan', record: planId, type: 'plan.fieldSet', body, basis, deskSeq: seq, seq } as const;
}

const goals = ({ store }: DeskOnLine) =>
  shownState(store.load({ kind: 'plan', id: planId }), 'plan')?.fields.goals?.map((one) => one.value);

const write = (desk: DeskOnLine, seen?: readonly string[]) =>
  desk.run('plan.setField', { planId, field: 'goals', value: 'tuen kanssa' }, seen);

describe('what a person writes over', () => {
  it('[CF6] a version that came while they were typing stays beside theirs', () => {
    const { desk, goal } = withPlan();
    const next = makeId();
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 4 }, [goalBy(4, { id: next, value: 'sairaalassa', basis: 3 })]),
    );
    expect(goals(desk)).toEqual(['sairaalassa']);
    write(desk, [goal]);
    expect(goals(desk)).toEqual(['sairaalassa', 'tuen kanssa']);
  });

  it('[CF6] what stood on the screen is written over, and so is what this desk wrote itself', () => {
    const { desk, goal } = withPlan();
    write(desk, [goal]);
    expect(goals(desk)).toEqual(['tuen kanssa']);
    desk.run('plan.setField', { planId, field: 'goals', value: 'yksin' }, [goal]);
    expect(goals(desk)).toEqual(['yksin']);
  });

  it('[CF6] it stands apart at the region too: the basis says what had been seen', () => {
    const { desk } = withPlan();
    write(desk, []);
    applySettlement(desk.store, settled([{ from: 1, to: 1, seq: 4 }]), receivedAt);
    applyPage(desk.store, pageOf({ after: 3, upto: 4, own: 1 }, []));
    const { confirmed } = desk.store.load({ kind: 'plan', id: planId });
    expect(confirmed).toMatchObject({ fields: { goals: [{ value: 'kotona' }, { value: 'tuen kanssa' }] } });
  });

  it('[CF6] a choice between two versions leaves a third that was not shown', () => {
    const { desk, goal } = withPlan();
    const [second, third] = [makeId(), makeId()];
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 5 }, [
        { ...goalBy(4, { id: second, value: 'sairaalassa' }), by: { desk: 'desk_c' } },
        { ...goalBy(5, { id: third, value: 'hoivakodissa' }), by: { desk: 'desk_d' } },
      ]),
    );
    expect(goals(desk)).toHaveLength(3);
    write(desk, [goal, second]);
    expect(goals(desk)).toEqual(['hoivakodissa', 'tuen kanssa']);
  });

  it('[CF6] a decision that was not on the screen is not replaced by the next', () => {
    const { desk } = withPlan();
    desk.run('assessment.start', { contactId, scriptId: 'chest_pain' });
    const [mine] =
      shownState(desk.store.load({ kind: 'contact', id: contactId }), 'contact')?.assessments ?? [];
    assert(mine !== undefined, 'the assessment was begun');
    const decide = { contactId, direction: 'raise', disposition: 'same_day' };
    const body = {
      assessmentId: mine.id,
      proposed: 'self_care',
      chosen: 'self_care',
      direction: 'accept',
      reason: null,
    };
    applySettlement(desk.store, settled([{ from: 1, to: 1, seq: 4 }]), receivedAt);
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 5, own: 1 }, [{ type: 'assessment.decided', body, deskSeq: 4, seq: 5 }]),
    );
    desk.run('assessment.decide', decide, []);
    const [now] =
      shownState(desk.store.load({ kind: 'contact', id: contactId }), 'contact')?.assessments ?? [];
    expect(now?.decision?.chosen).toBe('same_day');
    expect(now?.otherDecisions.map((one) => one.chosen)).toEqual(['self_care']);
  });

  it('[CF6] a line goes only as it stood on the screen', () => {
    const { desk } = withPlan();
    const [first, second] = [makeId(), makeId()];
    const line = { lineId: 'l1', text: 'Kotihoito', responsible: '', due: '', from: [] };
    const edit = { lineId: 'l1', field: 'text', value: 'Kotihoito kahdesti päivässä' };
    const about = { kind: 'plan', record: planId } as const;
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 5 }, [
        { ...about, id: first, type: 'plan.lineAdded', body: line, deskSeq: 4, seq: 4 },
        { ...about, id: second, type: 'plan.lineFieldSet', body: edit, basis: 4, deskSeq: 5, seq: 5 },
      ]),
    );
    const lines = () => shownState(desk.store.load({ kind: 'plan', id: planId }), 'plan')?.lines;
    desk.run('plan.removeLine', { planId, lineId: 'l1' }, [first]);
    expect(Object.keys(lines() ?? {})).toEqual(['l1']);
    desk.run('plan.removeLine', { planId, lineId: 'l1' }, [first, second]);
    expect(lines()).toEqual({});
  });

  it('[CF6] [KN3] what the first client’s record answered goes with that client, whoever linked it', () => {
    const { desk } = withPlan();
    const link = (id: string) => ({ kind: 'identified', clientId: id, certainty: 'stated' });
    const linked = makeId();
    const assessmentId = 'theirs';
    const about = { assessmentId, scriptId: 'chest_pain', scriptVersion: 1 };
    const known = { assessmentId, questionId: 'c_age', answer: 80, source: 'record', ms: null };
    const client = (id: string, seq: number) =>
      ({
        kind: 'client',
        record: id,
        type: 'client.registered',
        body: registration,
        deskSeq: seq,
        seq,
      }) as const;
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 8 }, [
        {
          id: linked,
          type: 'contact.clientLinked',
          body: { client: link('client_one') },
          deskSeq: 4,
          seq: 4,
        },
        { type: 'assessment.started', body: about, deskSeq: 5, seq: 5 },
        { type: 'assessment.answered', version: 2, body: known, deskSeq: 6, seq: 6 },
        client('client_one', 7),
        client('client_two', 8),
      ]),
    );
    desk.run('contact.linkClient', { contactId, client: link('client_two') }, [linked]);
    const contact = shownState(desk.store.load({ kind: 'contact', id: contactId }), 'contact');
    expect(contact?.client).toHaveLength(1);
    expect(contact?.assessments[0]?.answers).toEqual({});
  });

  it('without a word of the screen it is all that this desk knew, as for a tool that asks as it writes [CF2]', () => {
    const { desk } = withPlan();
    write(desk);
    expect(goals(desk)).toEqual(['tuen kanssa']);
  });
});

/** A window that follows one thing; says what it was told last. */
function follow(desk: DeskOnLine, query: QueryName, args: object): () => unknown {
  const heard: EngineMessage[] = [];
  const { store, session } = desk;
  const standing = { store, user: session.user } as Standing;
  const live = followQueries(
    () => ({ standing, reading: { store, shelf: desk.shelf, session, now: Date.parse(receivedAt) } }),
    (message) => heard.push(message),
  );
  const prepared = prepareQuery(query, args);
  assert(!isRefusal(prepared), 'the arguments fit');
  live.follow(1, prepared);
  return () => {
    live.touch(desk.topics);
    live.flush();
    const last = heard.at(-1);
    return last !== undefined && 'result' in last ? last.result : last;
  };
}

describe('what a window follows', () => {
  it('[EN56] the list of handoffs hears of a colleague’s note, for it shows them whole', () => {
    const { desk } = withPlan();
    const sbar = { situation: 's', background: '', assessment: '', recommendation: '' };
    const offer = { contactId, clientId: null, planId, toUnit: 'unit_health', disposition: null, sbar };
    const about = { kind: 'handoff', record: 'handoff_one' } as const;
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 4 }, [{ ...about, type: 'handoff.offered', body: offer, deskSeq: 4, seq: 4 }]),
    );
    const shown = follow(desk, 'handoff.list', { box: 'all' });
    desk.topics.clear();
    applyPage(
      desk.store,
      pageOf({ after: 4, upto: 5 }, [
        { ...about, type: 'handoff.noteAdded', body: { text: 'Soita tyttärelle' }, deskSeq: 5, seq: 5 },
      ]),
    );
    expect(shown()).toMatchObject([{ noteCount: 1, notes: [{ text: 'Soita tyttärelle' }] }]);
  });

  it('[EN56] a call hears of a script that comes to the desk after the answers to it', () => {
    const { desk } = withPlan();
    const body = { assessmentId: 'theirs', scriptId: 'chest_pain', scriptVersion: 1 };
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 4 }, [{ type: 'assessment.started', body, deskSeq: 4, seq: 4 }]),
    );
    let shelf = stockShelf([]);
    const before = {
      ...desk,
      get shelf() {
        return shelf;
      },
    };
    const shown = [
      follow(before, 'contact.get', { contactId }),
      follow(before, 'contact.scripts', { contactId }),
    ];
    desk.topics.clear();
    expect(shown.map((one) => one())).toMatchObject([{ assessment: { title: null } }, []]);
    shelf = desk.shelf;
    desk.topics.add('scripts');
    const title = { fi: 'Rintakipu' };
    expect(shown.map((one) => one())).toMatchObject([{ assessment: { title } }, [{ id: 'chest_pain' }]]);
  });

  it('[EN56] a call hears of what an earlier call of the same client was answered since', () => {
    const { desk } = withPlan();
    const clientId = 'client_one';
    const client = { kind: 'identified', clientId, certainty: 'stated' };
    const assessmentId = 'first';
    const started = { assessmentId, scriptId: 'chest_pain', scriptVersion: 1 };
    applyPage(
      desk.store,
      pageOf({ after: 3, upto: 5 }, [
        { type: 'contact.clientLinked', body: { client }, deskSeq: 4, seq: 4 },
        { type: 'assessment.started', body: started, deskSeq: 5, seq: 5 },
      ]),
    );
    const registered = pageOf({ after: 5, upto: 6 }, [
      { kind: 'client', record: clientId, type: 'client.registered', body: registration, deskSeq: 6, seq: 6 },
    ]);
    applyPage(desk.store, registered);
    const second = desk.run('contact.open', {}) as { contactId: string };
    desk.run('contact.linkClient', { contactId: second.contactId, client });
    desk.run('assessment.start', { contactId: second.contactId, scriptId: 'chest_pain' });
    const shown = follow(desk, 'contact.get', { contactId: second.contactId });
    expect(shown()).toMatchObject({ assessment: { earlier: { answers: {} } } });
    desk.topics.clear();
    const body = { assessmentId, questionId: 'o_awake', answer: 'yes', source: 'asked', ms: null };
    applyPage(
      desk.store,
      pageOf({ after: 6, upto: 7 }, [{ type: 'assessment.answered', version: 2, body, deskSeq: 7, seq: 7 }]),
    );
    expect(shown()).toMatchObject({ assessment: { earlier: { answers: { o_awake: { answer: 'yes' } } } } });
  });
});

const registration = { ...unknownClient, familyName: 'Testinen', givenNames: 'Aino', allergies: 'none' };

import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/openDatabase.ts';
import { oneRow, type WritableDb } from '../../db/sql.ts';
import { getConfirmed } from '../../db/workstation/records.ts';
import { openMemoryVault } from '../../electron/engine/session/deskVault.ts';
import type { RecordKind } from '../../shared/domain/fact.ts';
import type { PlanView } from '../../shared/protocol/deskViews.ts';
import { startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

interface Stored {
  readonly desk: TestDesk;
  readonly db: WritableDb;
}

const open: TestDesk[] = [];
const regions: RegionProcess[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) desk.close();
  for (const region of regions.splice(0)) await region.kill();
});

async function deskOf(url: string, user: string): Promise<Stored> {
  const db = openDatabase({ kind: 'memory' });
  const desk = await startDeskAt(url, user, { vault: openMemoryVault(`desk_${user.replace('.', '_')}`, db) });
  open.push(desk);
  await until(`${user} connected`, () => desk.engine.status().connected);
  return { desk, db };
}

async function region(ask: Parameters<typeof startRegion>[0] = {}): Promise<RegionProcess> {
  const started = await startRegion(ask);
  regions.push(started);
  return started;
}

const sbar = { situation: 'S', background: 'B', assessment: 'A', recommendation: 'R' };

/** A whole call at one desk, from opening to closed, with a plan and a handoff. */
async function wholeCall(desk: TestDesk): Promise<{ contactId: string; planId: string; handoffId: string }> {
  const { contactId } = await desk.command('contact.open', {});
  await desk.command('contact.setReason', { contactId, text: 'Rintakipu' });
  let { assessment } = await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
  while (assessment.view.proposal === null) {
    const questionId = assessment.view.next;
    if (questionId === null) throw new Error('no question and no outcome');
    ({ assessment } = await desk.command('assessment.answer', { contactId, questionId, answer: 'unknown' }));
  }
  await desk.command('assessment.decide', { contactId, direction: 'accept' });
  const { planId } = await desk.command('plan.draft', { contactId });
  await desk.command('contact.addNote', { contactId, text: 'Ensimmäinen huomio' });
  const { handoffId } = await desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
  await desk.command('assessment.readSafetyNet', { contactId, teachBack: true });
  await desk.command('contact.startWrapUp', { contactId });
  await desk.command('contact.setOutcome', { contactId, outcome: 'D01' });
  await desk.command('contact.close', { contactId });
  return { contactId, planId, handoffId };
}

function confirmed(from: Stored, kind: RecordKind, id: string): unknown {
  return getConfirmed(from.db, kind, id);
}

async function quiet(desks: readonly Stored[]): Promise<void> {
  await until('every desk sent everything', () =>
    desks.every(({ desk }) => desk.engine.status().connected && desk.engine.status().pending === 0),
  );
  await until('every desk heard everything', () => {
    const last = Math.max(...desks.map((one) => numberOf(one, 'select max(seq) as found from ops')));
    return desks.every((one) => numberOf(one, 'select min(pos) as found from cursors') >= last);
  });
}

function numberOf({ db }: Stored, text: string): number {
  return oneRow<{ found: number | null }>(db, text)?.found ?? 0;
}

async function hasCall(desk: TestDesk, contactId: string): Promise<boolean> {
  return 'result' in (await desk.send({ id: 'come', query: 'contact.get', args: { contactId } }));
}

/** As the window finds it: by the call. */
async function planOf(desk: TestDesk, contactId: string): Promise<PlanView> {
  const { planId } = await desk.query('contact.get', { contactId });
  return desk.query('plan.get', { planId: planId ?? '' });
}

describe('a desk and its region', () => {
  it('[HO5] an unconfirmed take survives a restart', async () => {
    const first = await region();
    const port = Number(new URL(first.url).port);
    const laine = await deskOf(first.url, 'nurse.laine');
    const db = openDatabase({ kind: 'memory' });
    const vault = openMemoryVault('desk_taker', db);
    const taker = await startDeskAt(first.url, 'social.nieminen', { vault });
    const { handoffId } = await wholeCall(laine.desk);
    await until('the handoff came', async () => (await taker.query('handoff.list', {})).length === 1);
    await first.kill();
    await until('the link is down', () => !taker.engine.status().connected);
    await taker.command('handoff.take', { handoffId, note: 'Minulle' });
    taker.close();
    const again = await startDeskAt(first.url, 'social.nieminen', { vault });
    open.push(again);
    expect((await again.query('handoff.get', { handoffId })).ownTake).toBe('waiting');
    await region({ folder: first.folder, port });
    await quiet([laine, { desk: again, db }]);
    const view = await again.query('handoff.get', { handoffId });
    expect(view).toMatchObject({ ownTake: 'confirmed', phase: 'taken', noteCount: 1 });
    expect(view.holder?.user).toBe('social.nieminen');
  });

  it('[EN23] what was pending when a person signed out still goes out', async () => {
    const { url } = await region();
    const laine = await deskOf(url, 'nurse.laine');
    const { contactId } = await laine.desk.command('contact.open', {});
    const notes = Array.from({ length: 200 }, (_, at) => `huomio ${at}`);
    for (const text of notes)
      void laine.desk.send({ id: text, command: 'contact.addNote', args: { contactId, text } });
    await laine.desk.command('session.signOut', {});
    await until('the outbox is empty', () => laine.desk.engine.status().pending === 0);
    await until('the link is off', () => laine.desk.engine.status().link === 'off');
    const virta = await deskOf(url, 'nurse.virta');
    await until('all notes came', async () => {
      const answer = await virta.desk.send({ id: 'g', query: 'contact.get', args: { contactId } });
      return 'result' in answer && (answer.result as { noteCount: number }).noteCount === notes.length;
    });
  });
});

describe('desks apart and together again', () => {
  it('[EN1] a whole call runs to its end without a region and stands there afterwards', async () => {
    const first = await region();
    const laine = await deskOf(first.url, 'nurse.laine');
    const port = Number(new URL(first.url).port);
    await first.kill();
    await until('the link is down', () => !laine.desk.engine.status().connected);
    const { contactId } = await wholeCall(laine.desk);
    expect(laine.desk.engine.status().pending).toBeGreaterThan(10);
    const again = await region({ folder: first.folder, port });
    await quiet([laine]);
    const virta = await deskOf(again.url, 'nurse.virta');
    await until(
      'the other nurse has it',
      async () => (await virta.desk.query('contact.list', {})).length === 1,
    );
    const mine = await laine.desk.query('contact.get', { contactId });
    const theirs = await virta.desk.query('contact.get', { contactId });
    expect(theirs.phase).toBe('closed');
    expect(theirs.assessment?.view).toEqual(mine.assessment?.view);
    expect(theirs.notes.map((note) => [note.text, note.by.user])).toEqual([
      ['Ensimmäinen huomio', 'nurse.laine'],
    ]);
    expect(mine.notes[0]?.atRegion).toBe(true);
  });

  it('[EN21][HO2][HO3] two desks edit a plan and take a handoff apart: two versions, one holder, equal stores', async () => {
    const first = await region();
    const port = Number(new URL(first.url).port);
    const laine = await deskOf(first.url, 'nurse.laine');
    const nieminen = await deskOf(first.url, 'social.nieminen');
    const lindqvist = await deskOf(first.url, 'social.lindqvist');
    const { contactId, planId, handoffId } = await wholeCall(laine.desk);
    const takers = [nieminen, lindqvist];
    for (const { desk } of takers) {
      await until(
        'the handoff came',
        async () => (await desk.query('handoff.list', { box: 'in' })).length === 1,
      );
      await until(
        'the plan came',
        async () => 'result' in (await desk.send({ id: 'p', query: 'plan.get', args: { planId } })),
      );
    }
    await first.kill();
    await until('all links are down', () => takers.every(({ desk }) => !desk.engine.status().connected));
    for (const [index, { desk }] of takers.entries()) {
      await desk.command('plan.setField', { planId, field: 'goals', value: `Tavoite ${index}` });
      const taken = await desk.command('handoff.take', { handoffId, note: `Muistiinpano ${index}` });
      expect(taken.ownTake).toBe('waiting');
      expect(taken.phase).toBe('taken');
    }
    await region({ folder: first.folder, port });
    const all = [laine, ...takers];
    await quiet(all);

    const views = await Promise.all(all.map(({ desk }) => desk.query('handoff.get', { handoffId })));
    expect(new Set(views.map((view) => view.holder?.desk)).size).toBe(1);
    expect(views.map((view) => view.notes.map((note) => note.text).sort())).toEqual(
      all.map(() => ['Muistiinpano 0', 'Muistiinpano 1']),
    );
    expect(takers.map((_, index) => views[index + 1]?.ownTake).sort()).toEqual(['confirmed', 'refused']);
    const loser = views.find((view) => view.ownTake === 'refused');
    const winner = views.find((view) => view.ownTake === 'confirmed');
    expect(loser?.refusal).toMatchObject({ reason: 'alreadyTaken', by: { user: winner?.holder?.user } });
    for (const { desk } of all) {
      const plan = await desk.query('plan.get', { planId });
      expect(plan.disputed).toEqual(['fields.goals']);
      expect(plan.fields.goals?.map((version) => version.value).sort()).toEqual(['Tavoite 0', 'Tavoite 1']);
    }
    const records = [
      ['handoff', handoffId],
      ['plan', planId],
      ['contact', contactId],
    ] as const;
    for (const [kind, id] of records) {
      for (const taker of takers) expect(confirmed(taker, kind, id)).toEqual(confirmed(laine, kind, id));
    }
    const chosen = await nieminen.desk.command('plan.setField', {
      planId,
      field: 'goals',
      value: 'Tavoite 0',
    });
    expect(chosen.disputed).toEqual([]);
  });

  it.each([
    ['of one unit', 'nurse.virta'],
    ['of the unit that got the call handed over', 'social.nieminen'],
  ])(
    '[PL7] two professionals, one of them %s, who begin the plan of a call apart get one plan with the lines and texts of both',
    async (_who, other) => {
      const first = await region();
      const port = Number(new URL(first.url).port);
      const both = [await deskOf(first.url, 'nurse.laine'), await deskOf(first.url, other)] as const;
      const [laine, second] = both;
      const { contactId } = await laine.desk.command('contact.open', {});
      await laine.desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
      await until('the call came', () => hasCall(second.desk, contactId));
      await quiet(both);
      await first.kill();
      await until('all links are down', () => both.every(({ desk }) => !desk.engine.status().connected));
      for (const [index, { desk }] of both.entries()) {
        const { planId } = await desk.command('plan.draft', { contactId });
        await desk.command('plan.addLine', { planId, text: `Rivi ${index}` });
        await desk.command('plan.setField', { planId, field: 'goals', value: `Tavoite ${index}` });
      }
      await region({ folder: first.folder, port });
      await quiet(both);
      for (const { desk } of both) {
        const plan = await planOf(desk, contactId);
        const texts = Object.values(plan.lines).map((line) => line.text[0]?.value);
        expect(texts.sort()).toEqual(['Rivi 0', 'Rivi 1']);
        expect(plan.fields.goals?.map((version) => version.value).sort()).toEqual(['Tavoite 0', 'Tavoite 1']);
        expect(await desk.query('outbox.list', {})).toMatchObject({ refused: [] });
      }
    },
  );

  it('[PL7] who begins a plan without having heard that the call was handed over meets the one who got it', async () => {
    const { url } = await region();
    const laine = await deskOf(url, 'nurse.laine');
    const virta = await deskOf(url, 'nurse.virta');
    const nieminen = await deskOf(url, 'social.nieminen');
    const all = [laine, virta, nieminen];
    const { contactId } = await laine.desk.command('contact.open', {});
    await until('the call came', () => hasCall(virta.desk, contactId));
    virta.desk.engine.cutLink(true);
    await laine.desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
    await until('the call came over', () => hasCall(nieminen.desk, contactId));
    nieminen.desk.engine.cutLink(true);
    for (const { desk } of [virta, nieminen]) {
      const { planId } = await desk.command('plan.draft', { contactId });
      await desk.command('plan.addLine', { planId, text: desk === virta.desk ? 'Virran' : 'Niemisen' });
    }
    virta.desk.engine.cutLink(false);
    await until('the first plan is there', () => virta.desk.engine.status().pending === 0);
    nieminen.desk.engine.cutLink(false);
    await quiet(all);
    for (const { desk } of all) {
      const lines = Object.values((await planOf(desk, contactId)).lines);
      expect(lines.map((line) => line.text[0]?.value).sort()).toEqual(['Niemisen', 'Virran']);
      expect(await desk.query('outbox.list', {})).toMatchObject({ refused: [] });
    }
  });

  it('[PL4] a plan that the receiving unit begins belongs to the unit of the call as well', async () => {
    const { url } = await region();
    const laine = await deskOf(url, 'nurse.laine');
    const nieminen = await deskOf(url, 'social.nieminen');
    const { contactId } = await laine.desk.command('contact.open', {});
    await laine.desk.command('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
    await until('the call came', () => hasCall(nieminen.desk, contactId));
    const { planId } = await nieminen.desk.command('plan.draft', { contactId });
    await nieminen.desk.command('plan.setField', { planId, field: 'goals', value: 'Kotona' });
    await quiet([laine, nieminen]);
    expect((await planOf(laine.desk, contactId)).fields.goals?.map((version) => version.value)).toEqual([
      'Kotona',
    ]);
    await laine.desk.command('plan.addLine', { planId, text: 'Soitto huomenna' });
    await quiet([laine, nieminen]);
    expect(Object.values((await planOf(nieminen.desk, contactId)).lines)).toHaveLength(1);
  });
});

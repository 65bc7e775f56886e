import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/openDatabase.ts';
import { readOpsOfType } from '../../db/opLog/deskLog.ts';
import type { WritableDb } from '../../db/sql.ts';
import { approvedDraft, libraryDeskAt, newestAt, nextText, rowOf } from '../kit/libraryDesk.ts';
import { type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const script = 'fever_adult';
const open: TestDesk[] = [];
const regions: RegionProcess[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) desk.close();
  for (const region of regions.splice(0)) await region.kill();
});

async function region(ask: Parameters<typeof startRegion>[0] = {}): Promise<RegionProcess> {
  const started = await startRegion(ask);
  regions.push(started);
  return started;
}

async function deskOf(url: string, user: string, db?: WritableDb): Promise<TestDesk> {
  const desk = await libraryDeskAt(url, user, db === undefined ? {} : { db });
  open.push(desk);
  return desk;
}

async function newContact(desk: TestDesk): Promise<string> {
  return (await desk.command('contact.open', {})).contactId;
}

describe('a release on its way', () => {
  it('[RL6] [RL14] [RL15] [RL16] draft, two approvals, release: a nurse starts it, a running assessment stays where it is, a withdrawn one says why', async () => {
    const { url } = await region();
    const [heino, sundberg, laine] = await Promise.all([
      deskOf(url, 'lead.heino'),
      deskOf(url, 'lead.sundberg'),
      deskOf(url, 'nurse.laine'),
    ]);
    const before = await newContact(laine);
    await laine.command('assessment.start', { contactId: before, scriptId: script });

    const { draftId } = await heino.command('script.draft', { scriptId: script });
    expect(await heino.trouble('script.release', { draftId })).toBe('notApproved');
    const { hash } = await heino.query('script.draftSource', { draftId });
    await heino.command('script.approve', { draftId, hash, title: 'ylilääkäri' });
    expect(await heino.trouble('script.approve', { draftId, hash, title: 'ylilääkäri' })).toBe('alreadyDone');
    expect(await heino.trouble('script.release', { draftId })).toBe('notApproved');
    await until('the draft at the other lead', async () => {
      const row = await rowOf(sundberg, script, 2);
      return row?.approvals.length === 1;
    });
    await sundberg.command('script.approve', { draftId, hash, title: 'johtava sosiaalityöntekijä' });
    const asked = await sundberg.command('script.release', { draftId });
    expect(asked.status).toBe('approved');
    expect(asked.release.asked?.by.user).toBe('lead.sundberg');

    await until('the release at the nurse', async () => (await newestAt(laine, script))?.version === 2);
    expect(await newestAt(laine, script)).toMatchObject({ status: 'approved', withdrawn: null });
    const sourceNow = () => sundberg.query('script.source', { scriptId: script, version: 2 });
    // The two desks hear of it each by its own line.
    await until('the release at the lead', async () => (await sourceNow()).status === 'released');
    const source = await sourceNow();
    expect(source).toMatchObject({ status: 'released', fault: null, signature: { valid: true } });

    const running = await laine.query('contact.get', { contactId: before });
    expect(running.assessment?.scriptVersion).toBe(1);
    const questionId = running.assessment?.view.next ?? '';
    const answered = await laine.command('assessment.answer', {
      contactId: before,
      questionId,
      answer: 'unknown',
    });
    expect(answered.assessment.scriptVersion).toBe(1);
    const after = await newContact(laine);
    const started = await laine.command('assessment.start', { contactId: after, scriptId: script });
    expect(started.assessment.scriptVersion).toBe(2);

    await heino.command('script.withdraw', { scriptId: script, version: 2, reason: 'Väärä lääkeannos' });
    await until(
      'the withdrawal at the nurse',
      async () => (await newestAt(laine, script))?.withdrawn != null,
    );
    const third = await newContact(laine);
    const refused = await laine.send({
      id: 'w',
      command: 'assessment.start',
      args: { contactId: third, scriptId: script },
    });
    expect(refused).toMatchObject({
      reason: 'scriptWithdrawn',
      because: 'Väärä lääkeannos',
      by: { user: 'lead.heino' },
    });
    const question = started.assessment.view.next ?? '';
    const goesOn = await laine.command('assessment.answer', {
      contactId: after,
      questionId: question,
      answer: 'unknown',
    });
    expect(goesOn.assessment.scriptVersion).toBe(2);
    expect(goesOn.assessment.view.asked).toBe(1);
  });

  it('[RL7] [RL11] [RL14] the region is killed between wish and release: settled once at its next start, by then for a desk that was apart and a new one too; a late text stays with its author', async () => {
    const first = await region();
    const port = Number(new URL(first.url).port);
    const heinoDb = openDatabase({ kind: 'memory' });
    const [heino, sundberg, laine] = await Promise.all([
      deskOf(first.url, 'lead.heino', heinoDb),
      deskOf(first.url, 'lead.sundberg'),
      deskOf(first.url, 'nurse.laine'),
    ]);
    laine.engine.cutLink(true);
    const draftId = await approvedDraft([heino, sundberg], script);
    sundberg.engine.cutLink(true);
    await heino.command('script.release', { draftId });
    await until('the wish at the region', () => heino.engine.status().pending === 0);
    await first.kill();
    const late = nextText(script).replace('fi: ', 'fi: Myöhässä ');
    await sundberg.command('script.setText', { draftId, text: late });

    await region({ folder: first.folder, port });
    await until(
      'the release at its author',
      async () => (await rowOf(heino, script, 2))?.status === 'released',
    );
    for (const desk of [sundberg, laine]) desk.engine.cutLink(false);
    await until(
      'the release at a desk that was apart',
      async () => (await newestAt(laine, script))?.version === 2,
    );
    const virta = await deskOf(first.url, 'nurse.virta');
    await until(
      'the release at a new desk',
      async () => (await newestAt(virta, script))?.status === 'approved',
    );
    const contactId = await newContact(virta);
    const { assessment } = await virta.command('assessment.start', { contactId, scriptId: script });
    expect(assessment.scriptVersion).toBe(2);

    await until('the late text refused', () => sundberg.engine.status().refused.length === 1);
    expect(sundberg.engine.status().refused[0]?.reason).toBe('alreadyReleased');
    const source = await sundberg.query('script.draftSource', { draftId });
    expect(source).toMatchObject({ status: 'released', text: nextText(script), fault: null });
    expect(source.otherTexts.map((one) => one.text)).toEqual([late]);
    expect(readOpsOfType(heinoDb, draftId, 'script.released')).toHaveLength(1);
  });

  it('[RL9] a text that does not prove is refused with the property, mended, approved again and released', async () => {
    const { url } = await region();
    const [heino, sundberg] = await Promise.all([deskOf(url, 'lead.heino'), deskOf(url, 'lead.sundberg')]);
    const text = nextText(script).replace('worse: yes', 'worse: no');
    const draftId = await approvedDraft([heino, sundberg], script, text);
    await heino.command('script.release', { draftId });
    await until(
      'the answer of the region',
      async () => (await rowOf(heino, script, 2))?.release.refused != null,
    );
    const refused = await heino.query('script.draftSource', { draftId });
    expect(refused).toMatchObject({ status: 'approved', signature: null, release: { asked: null } });
    expect(refused.release.refused?.property).toBe('monotone');
    await heino.command('script.setText', { draftId, text: nextText(script) });
    expect(await heino.trouble('script.release', { draftId })).toBe('notApproved');
    expect((await rowOf(heino, script, 2))?.release.refused).toBeNull();
    const { hash } = await heino.query('script.draftSource', { draftId });
    await until(
      'the mended text at the other lead',
      async () => (await rowOf(sundberg, script, 2))?.hash === hash,
    );
    for (const desk of [heino, sundberg])
      await desk.command('script.approve', { draftId, hash, title: 'ylilääkäri' });
    await until('both approvals', async () => (await rowOf(heino, script, 2))?.status === 'approved');
    await heino.command('script.release', { draftId });
    await until('the release', async () => (await rowOf(sundberg, script, 2))?.status === 'released');
  });
});

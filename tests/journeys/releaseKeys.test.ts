import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { type LogFields, silentLogger } from '../../platform/logger.ts';
import { approvedDraft, libraryDeskAt, newestAt } from '../kit/libraryDesk.ts';
import { type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const script = 'fever_adult';
const tool = fileURLToPath(new URL('../../tools/region/releaseKey.ts', import.meta.url));
const desks: TestDesk[] = [];
const regions: RegionProcess[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  for (const region of regions.splice(0)) await region.kill();
});

async function region(ask: Parameters<typeof startRegion>[0] = {}): Promise<RegionProcess> {
  const started = await startRegion(ask);
  regions.push(started);
  return started;
}

async function twoLeads(url: string): Promise<[TestDesk, TestDesk]> {
  const leads = await Promise.all(['lead.heino', 'lead.sundberg'].map((user) => libraryDeskAt(url, user)));
  desks.push(...leads);
  const [one, other] = leads;
  if (one === undefined || other === undefined) throw new Error('two leads');
  return [one, other];
}

it('[RL13] a desk takes releases by a key that the one it knows signed over, and none by a region it does not know', async () => {
  const first = await region();
  const port = Number(new URL(first.url).port);
  const told: LogFields[] = [];
  const log = {
    ...silentLogger,
    error: (_message: string, fields: LogFields = {}) => void told.push(fields),
  };
  const laine = await libraryDeskAt(first.url, 'nurse.laine', { log });
  desks.push(laine);
  await first.stop();
  const said = execFileSync(process.execPath, [tool], {
    env: { PATH: process.env.PATH, LUOTSI_DATA: first.folder },
  });
  expect(JSON.parse(said.toString('utf8'))).toMatchObject({ keyId: expect.stringMatching(/^[0-9a-f]{32}$/) });

  const again = await region({ folder: first.folder, port });
  const leads = await twoLeads(first.url);
  await leads[0].command('script.release', { draftId: await approvedDraft(leads, script) });
  await until('the release by the new key', async () => (await newestAt(laine, script))?.version === 2);
  for (const lead of leads) lead.close();
  await again.kill();

  await region({ port });
  const strangers = await twoLeads(first.url);
  const draftId = await approvedDraft(strangers, script);
  await strangers[0].command('script.release', { draftId });
  await until('the release there', async () => (await newestAt(strangers[1], script))?.version === 2);
  await laine.command('session.signIn', { user: 'nurse.laine', password: 'demo' });
  await until('the stranger’s release refused', async () => {
    await newestAt(laine, script);
    return told.some((one) => one.reason === 'wrongKey');
  });
  expect(await newestAt(laine, script)).toMatchObject({ version: 1, status: 'draft' });
  expect(told.find((one) => one.reason === 'wrongKey')).toEqual({
    record: draftId,
    version: 2,
    reason: 'wrongKey',
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { askPage } from '../../tools/desk/askPage.ts';
import {
  assessWithTrouble,
  decideAndPlan,
  identify,
  offerAndClose,
  receive,
  reconnect,
  ringAndAnswer,
  type Tell,
} from '../../tools/desk/demoCall.ts';
import { openStage, type Seat, type Stage } from '../../tools/desk/demoStage.ts';
import { familyOf, remoteAddressesOf } from '../../tools/desk/deskParts.ts';
import { languages, setLanguage } from '../../tools/desk/look.ts';
import { readAtRegion } from '../../tools/desk/readAtRegion.ts';

let stage: Stage;
let nurse: Seat;
let contactId = '';
const tell: Tell = async () => undefined;

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING_MS: '1500' } });
  nurse = await stage.seat('nurse');
});
afterAll(() => stage?.end());

// The parts follow each other as in a call; each is a promise of its own.
it('[SH60] by keyboard alone a call is answered and its caller identified', async () => {
  await ringAndAnswer(nurse, tell);
  await identify(nurse, tell);
  const [row] = await askPage(nurse.desk.page, 'contact.list', { phase: 'open' });
  expect(row).toMatchObject({ phase: 'talking', clientName: expect.stringContaining('Virtanen') });
});

it('[SH61] without a network and over a killed engine the assessment goes on at the same question', async () => {
  await assessWithTrouble(nurse, tell);
  await decideAndPlan(nurse, tell);
});

it('[SH62] the language changes in the middle of a call and nothing typed is lost', async () => {
  const { page } = nurse.desk;
  await page.keyboard.press('F7');
  await page.keyboard.type('kesken oleva lause');
  const seen: string[] = [];
  for (const language of languages) {
    await setLanguage(nurse, language);
    seen.push((await page.getByRole('tab').allInnerTexts()).join(' '));
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement | null)?.value)).toBe(
      'kesken oleva lause',
    );
  }
  expect(new Set(seen).size).toBe(languages.length);
  await setLanguage(nurse, 'fi');
  await page.keyboard.press('Enter');
});

it('[SH63] the call is closed without a network, and the network takes everything to the region', async () => {
  await offerAndClose(nurse, tell);
  expect((await askPage(nurse.desk.page, 'sync.status', {})).connected).toBe(false);
  contactId = await reconnect(nurse, tell);
});

it('[SH24] all the while the desk is connected to its region and to nothing else', async () => {
  const far = remoteAddressesOf(familyOf(nurse.desk.mainPid));
  expect(far).toContain(new URL(stage.region).host);
  // The test's own debugger is the only other neighbour, on this machine as well.
  expect(
    far.filter((address) => !address.startsWith('127.0.0.1:') && !address.startsWith('0.0.0.1:')),
  ).toEqual([]);
});

it('[SH64] a social worker and a coordinator take their handoffs, and the region holds the whole record', async () => {
  await receive(stage, { user: 'social.nieminen', readBack: 'Arvioin tarpeen.', done: 'Sovittu.' }, tell);
  await receive(stage, { user: 'coordinator.salo', readBack: 'Kokoan palvelut.', done: 'Tilattu.' }, tell);
  const lines = (await readAtRegion(stage, contactId)).join('\n');
  expect(lines).toMatch(/closed, outcome D14/);
  expect(lines).toMatch(/unit_social: done, taken by social\.nieminen/);
  expect(lines).toMatch(/unit_coordination: done, taken by coordinator\.salo/);
});

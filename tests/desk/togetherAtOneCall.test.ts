// Two nurses at one call: nothing that one typed or saw is lost to what the other does, or to a phone that rings.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askPage, commandPage } from '../../tools/desk/askPage.ts';
import { openStage, type Seat, type Stage, signIn } from '../../tools/desk/demoStage.ts';
import { until } from '../../tools/desk/until.ts';

let stage: Stage;
let typist: Seat;
let colleague: Seat;
let contactId = '';

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING: 'off' } });
  typist = await stage.seat('typist');
  colleague = await stage.seat('colleague');
  await signIn(typist, 'nurse.laine');
  await signIn(colleague, 'nurse.virta');
  await typist.person.press('Control+n');
  await typist.person.sees('Tulosyy soittajan sanoin');
  const row = await until(
    'the call',
    async () => (await askPage(typist.desk.page, 'contact.list', { phase: 'open' }))[0],
  );
  ({ contactId } = row);
  await until('the call at the other desk', async () => (await reasonAt(colleague)) !== null);
}, 180_000);
afterAll(async () => {
  await typist?.desk.shot('desk/together-at-one-call.png').catch(() => undefined);
  await stage?.end();
});

/** Texts of the reason as that desk has them; null while it has not the call. */
async function reasonAt({ desk }: Seat): Promise<readonly string[] | null> {
  const rows = await askPage(desk.page, 'contact.list', { phase: 'open' });
  if (!rows.some((one) => one.contactId === contactId)) return null;
  const { reason } = await askPage(desk.page, 'contact.get', { contactId });
  return reason.map((version) => version.value);
}

it('[RC17] [CF6] a colleague’s text that comes while somebody types is neither lost nor in the way', async () => {
  const { person, desk } = typist;
  const field = desk.page.locator('#reason-field');
  await person.press('Control+Shift+s');
  await desk.page.keyboard.type('kaatui', { delay: 20 });
  await commandPage(colleague.desk.page, 'contact.setReason', { contactId, text: 'Tytär soitti' });
  // The hand goes on, so nothing is saved before the other's text is here.
  await until('the colleague’s text', async () => {
    await desk.page.keyboard.type('.');
    return (await reasonAt(typist))?.includes('Tytär soitti') === true;
  });
  await desk.page.keyboard.type(' kotona', { delay: 20 });
  await person.sees('Kaksi versiota');
  expect(await field.inputValue()).toMatch(/^kaatui\.+ kotona$/);
  // Still typing, with both standing: the hand is not stopped, and its next save overwrites nobody.
  await desk.page.keyboard.type(' yöllä', { delay: 20 });
  await desk.page.keyboard.press('Tab');
  for (const seat of [typist, colleague])
    await until('both texts at both desks', async () => {
      const texts = (await reasonAt(seat)) ?? [];
      return texts.includes('Tytär soitti') && texts.some((text) => text.endsWith(' kotona yöllä'));
    });
  expect(await reasonAt(colleague)).toHaveLength(2);
}, 90_000);

it('[WN23] an alert that a colleague adds during the call stands under the call bar at once', async () => {
  const { person, desk } = typist;
  await person.press('F3');
  await person.type('Mäkelä Kaarina');
  await person.sees(/^Mäkelä Kaarina/);
  await person.press('Enter');
  await person.sees('Lue takaisin ja varmista');
  await person.press('1');
  await person.sees('Asiakkaasta tiedetään');
  const { client } = await askPage(desk.page, 'contact.get', { contactId });
  const link = client.at(-1)?.value;
  const clientId = link?.kind === 'identified' ? link.clientId : '';
  const alert = { clientId, kind: 'risk', text: 'Väkivallan uhka kotona' } as const;
  await commandPage(colleague.desk.page, 'client.addAlert', alert);
  await person.sees(/Väkivallan uhka kotona/);
}, 90_000);

it('[WN25] a summary and a registration that were begun stand there again after something else took the screen', async () => {
  const { person, desk } = typist;
  await person.press('Control+Shift+h');
  await person.sees('Vastaanottava yksikkö');
  await desk.page.locator('#handoff-unit input').first().focus();
  await person.press('1');
  const situation = desk.page.getByLabel('Tilanne', { exact: true });
  await situation.fill('Ei pärjää yksin');
  await person.press('Control+1');
  await situation.waitFor({ state: 'hidden' });
  await person.press('Control+0');
  await person.press('Control+Shift+h');
  expect(await situation.inputValue()).toBe('Ei pärjää yksin');
  await person.press('F3');
  await person.pressButton('Uusi asiakas');
  await person.type('Testinen');
  await person.press('F9');
  await person.sees(/112/);
  await person.press('F3');
  const name = desk.page.getByLabel('Sukunimi');
  await name.waitFor();
  expect(await name.inputValue()).toBe('Testinen');
}, 90_000);

it('[WN28] the place where help is needed is that of its call alone', async () => {
  const { person, desk } = typist;
  const shownCall = () => desk.page.locator('[data-contact]').getAttribute('data-contact');
  await person.press('F9');
  const where = desk.page.getByLabel('Missä apua tarvitaan nyt?');
  await where.fill('Keskuskatu 1');
  const before = await shownCall();
  await person.press('Control+n');
  await until('another call', async () => ![before, null].includes(await shownCall()));
  expect(await where.inputValue()).toBe('');
}, 60_000);

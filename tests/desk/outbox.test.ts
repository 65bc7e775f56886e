// By keyboard alone: what was refused is read and goes on as a note, and every receipt can be reached.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askPage, commandPage } from '../../tools/desk/askPage.ts';
import { openStage, type Seat, type Stage, signIn } from '../../tools/desk/demoStage.ts';
import { until } from '../../tools/desk/until.ts';

let stage: Stage;
let nurse: Seat;
let taker: Seat;
let handoffId = '';

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING: 'off' } });
  nurse = await stage.seat('nurse');
  taker = await stage.seat('taker');
  await signIn(nurse, 'nurse.laine');
  await signIn(taker, 'coordinator.salo');
}, 180_000);
afterAll(() => stage?.end());

/** The taker takes without a network what the sender has taken back meanwhile. */
async function takeTooLate(readBack: string): Promise<void> {
  const { session } = await askPage(taker.desk.page, 'session.current', {});
  const { contactId } = await commandPage(nurse.desk.page, 'contact.open', {});
  const sbar = { situation: 'Ei pärjää kotona', background: '', assessment: '', recommendation: '' };
  const offer = { contactId, toUnit: session?.unit ?? '', sbar };
  ({ handoffId } = await commandPage(nurse.desk.page, 'handoff.offer', offer));
  await until('the handoff', async () => {
    const known = await askPage(taker.desk.page, 'handoff.list', { box: 'in' });
    return known.some((one) => one.handoffId === handoffId);
  });
  await taker.desk.cutLink(true);
  await taker.person.sees(/^Ei yhteyttä/);
  await commandPage(nurse.desk.page, 'handoff.withdraw', { handoffId });
  await commandPage(taker.desk.page, 'handoff.take', { handoffId, readBack });
}

it('[OB1] what waits stands in the outbox in plain words, and goes when the line is back', async () => {
  const { person, desk } = taker;
  await takeTooLate('Kokoan palvelut kotiin.');
  await person.press('Control+Shift+o');
  await person.sees('Odottaa lähettämistä: 1');
  await person.sees('Siirron vastaanotto');
  await desk.cutLink(false);
  await person.sees('Odottaa lähettämistä: 0');
  await person.sees('Vaatii huomiosi: 1');
}, 60_000);

it('[OB2] [OB3] [OB12] what was refused is read there and goes on as a note', async () => {
  const { person, desk } = taker;
  await person.sees('Siirto on peruttu.');
  await person.sees('Kokoan palvelut kotiin.');
  await person.sees('Kaikki muu tällä laitteella kirjattu on alueella tallessa.');
  await person.pressButton('Lisää muistiinpanoksi');
  await person.tabTo('textbox', 'Muistiinpanon teksti');
  await person.pressButton('Tallenna muistiinpano');
  await person.sees('Käsitellyt: 1');
  await person.sees(/^Lisätty muistiinpanoksi: Salo/);
  expect(await person.canSee(/^Vaatii huomiosi/)).toBe(false);
  await person.sees('Kaikki tällä laitteella kirjattu on alueella tallessa.');
  const { notes } = await askPage(desk.page, 'handoff.get', { handoffId });
  expect(notes.map((note) => note.text)).toEqual(['Siirron vastaanotto: Kokoan palvelut kotiin.']);
}, 60_000);

it('[OB5] the receipt of a contact is reached by the keyboard and leads to the outbox', async () => {
  const { person } = nurse;
  await person.press('Control+n');
  await person.sees('Tulosyy soittajan sanoin');
  await person.sees(/^Alueella tallessa/);
  await person.pressButton(/^Tallennettu tälle laitteelle .*Alueella tallessa/);
  await person.sees('Yhteys alueeseen');
}, 60_000);

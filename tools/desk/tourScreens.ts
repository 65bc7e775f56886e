import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askPage, commandPage } from './askPage.ts';
import { authoringScreens } from './authoring/authoringScreens.ts';
import { type Seat, type Stage, signIn } from './demoStage.ts';
import { assessQuietly, openContact, repeatCaller, secondProblem } from './tourSteps.ts';
import { until } from './until.ts';

export type Condition = 'empty' | 'busy' | 'offline' | 'error';

/** A screen as it stands in a window just now. */
export interface Screen {
  readonly name: string;
  readonly condition: Condition;
  readonly seat: Seat;
}

/** Walks through every screen of the product, in the conditions it has. The caller looks; we go on when it is done. */
export async function* tourScreens(stage: Stage): AsyncGenerator<Screen> {
  const nurse = await stage.seat('nurse');
  yield* doorScreens(nurse);
  yield* shiftScreens(nurse);
  yield* callScreens(nurse);
  yield* secondProblem(nurse);
  yield* endScreens(nurse);
  yield* offlineScreens(nurse);
  yield* repeatCaller(nurse);
  yield* receiverScreens(stage, nurse);
  yield* supervisorScreens(stage, nurse);
  yield* authoringScreens(stage);
  yield* fallenScreens(nurse);
}

async function* doorScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.sees('Salasana');
  yield { name: 'sign-in', condition: 'empty', seat };
  await person.fill('Tunnus', 'nurse.laine');
  await person.fill('Salasana', 'wrong');
  await person.press('Enter');
  await person.sees('Tunnus tai salasana on väärä.');
  yield { name: 'sign-in', condition: 'error', seat };
  await signIn(seat, 'nurse.laine');
}

async function* shiftScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.sees('Siirry valmiiksi');
  yield { name: 'shift', condition: 'empty', seat };
  for (const [name, keys, text] of [
    ['help', 'F1', 'Näppäimet'],
    ['palette', 'Control+k', 'Mitä haluat tehdä?'],
    ['settings', 'Control+,', 'Asetukset'],
  ] as const) {
    await person.press(keys);
    await person.sees(text);
    yield { name, condition: 'empty', seat };
    await person.press('Escape');
    await person.seesNot(text);
  }
  await person.press('Control+Shift+o');
  await person.sees('Kaikki tällä laitteella kirjattu on alueella tallessa.');
  yield { name: 'outbox', condition: 'empty', seat };
  await person.press('Control+2');
  await person.sees('Kaikki käsitelty.');
  yield { name: 'handoffs', condition: 'empty', seat };
  await person.press('Control+3');
  await person.sees('Tilannekuva');
  yield { name: 'board', condition: 'empty', seat };
  await person.press('F9');
  await person.sees('Yhteydenotto ei ole auki. Voit jatkaa ilman sitä.');
  yield { name: 'emergency', condition: 'empty', seat };
  await person.press('Escape');
  await person.press('Control+1', 'F2');
  await person.sees('Saapuva yhteydenotto');
  yield { name: 'shift', condition: 'busy', seat };
}

async function* callScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await openContact(seat);
  yield { name: 'contact', condition: 'empty', seat };
  await person.press('F3');
  await person.type('Vir');
  await person.sees('Virtanen Aino Maria');
  yield { name: 'identify', condition: 'busy', seat };
  await person.press('Enter');
  await person.sees('Lue takaisin ja varmista');
  yield { name: 'identify-confirm', condition: 'busy', seat };
  await person.press('1');
  await person.sees(/Penisilliini/);
  await person.press('F3');
  await person.pressButton('Uusi asiakas');
  await person.sees('Sukunimi');
  yield { name: 'register-client', condition: 'empty', seat };
  await person.press('Escape');
  yield* assessQuietly(seat);
}

async function* endScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.press('Control+Shift+p');
  yield { name: 'plan', condition: 'empty', seat };
  await person.pressButton('Luonnostele suunnitelma vastauksista');
  await person.sees('Palvelut, toimet ja ohjeet');
  yield { name: 'plan', condition: 'busy', seat };
  for (const digit of ['1', '2']) {
    await person.press('Control+Shift+h');
    await person.tabTo('radio', /Sosiaalineuvonta|Palvelukoordinaatio/);
    await person.press(digit);
    await person.sees('Tarjoa siirtoa');
    if (digit === '1') yield { name: 'offer-handoff', condition: 'busy', seat };
    await person.pressButton('Tarjoa siirtoa');
    await person.sees(/^Tarjottu/);
  }
  await person.press('Control+Shift+l');
  await person.tabTo('combobox', 'Lopputulos');
  await person.type('siir');
  yield { name: 'wrap-up', condition: 'busy', seat };
  await person.press('Enter');
}

async function* offlineScreens(seat: Seat): AsyncGenerator<Screen> {
  const { desk, person } = seat;
  await desk.cutLink(true);
  await person.sees(/^Ei yhteyttä/);
  await person.press('F7');
  await person.type('Kirjattu ilman yhteyttä.');
  await person.press('Enter');
  await person.sees(/^Odottaa yhteyttä/);
  yield { name: 'wrap-up', condition: 'offline', seat };
  await person.press('Control+Shift+o');
  await person.sees(/^Odottaa lähettämistä/);
  yield { name: 'outbox', condition: 'offline', seat };
  await person.press('Control+0');
  await person.sees('Lopputulos');
  await person.press('Control+Enter');
  await person.sees('Päätetyt tänään');
  yield { name: 'shift', condition: 'offline', seat };
  await person.press('Control+3');
  await person.sees(/ei päivity/);
  yield { name: 'board', condition: 'offline', seat };
  await person.press('Control+1');
  await desk.cutLink(false);
  await person.sees('Yhteys kunnossa');
}

async function* receiverScreens(stage: Stage, nurse: Seat): AsyncGenerator<Screen> {
  const seat = await stage.seat('coordinator');
  const { person } = seat;
  await signIn(seat, 'coordinator.salo');
  await person.press('Control+2');
  await person.tabTo('row', /./);
  await person.press('Enter');
  await person.sees('Toista omin sanoin, mitä sinulle siirtyy');
  yield { name: 'handoffs', condition: 'busy', seat };
  await person.fill('Toista omin sanoin, mitä sinulle siirtyy', 'Kokoan palvelut.');
  await person.press('Control+Shift+t');
  await person.sees('Vahvistettu alueella.');
  yield { name: 'handoff-taken', condition: 'busy', seat };
  await person.pressButton('Palauta lähettäjälle');
  await person.sees('Palautuksen syy');
  yield { name: 'handoff-return', condition: 'busy', seat };
  yield* refusedScreens(stage, seat, nurse);
  await seat.desk.close();
}

async function* supervisorScreens(stage: Stage, nurse: Seat): AsyncGenerator<Screen> {
  await commandPage(nurse.desk.page, 'contact.open', {});
  const seat = await stage.seat('supervisor');
  await signIn(seat, 'supervisor.koski');
  await seat.person.press('Control+3');
  await seat.person.sees(/Puhelussa/);
  yield { name: 'board', condition: 'busy', seat };
  await seat.desk.close();
}

/** A take that came too late is refused, and the region's keepers announce a pause. */
async function* refusedScreens(stage: Stage, seat: Seat, nurse: Seat): AsyncGenerator<Screen> {
  const { desk, person } = seat;
  const { session } = await askPage(desk.page, 'session.current', {});
  const { contactId } = await commandPage(nurse.desk.page, 'contact.open', {});
  const sbar = { situation: 'Ei pärjää kotona', background: '', assessment: '', recommendation: '' };
  const toUnit = session?.unit ?? '';
  const { handoffId } = await commandPage(nurse.desk.page, 'handoff.offer', { contactId, toUnit, sbar });
  await until('the handoff', async () => {
    const known = await askPage(desk.page, 'handoff.list', { box: 'in' });
    return known.some((one) => one.handoffId === handoffId);
  });
  await desk.cutLink(true);
  await person.sees(/^Ei yhteyttä/);
  await commandPage(nurse.desk.page, 'handoff.withdraw', { handoffId });
  await commandPage(desk.page, 'handoff.take', { handoffId, readBack: 'Kokoan palvelut kotiin.' });
  await person.press('Control+Shift+o');
  await desk.cutLink(false);
  await person.sees(/^Vaatii huomiosi/);
  yield { name: 'outbox', condition: 'error', seat };
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const notice = join(stage.folder, 'region', 'maintenance.json');
  writeFileSync(notice, JSON.stringify({ from: at(60), until: at(90) }));
  await person.press('Control+1');
  await person.sees(/^Alueen palvelimella on huolto/);
  yield { name: 'maintenance', condition: 'busy', seat };
  rmSync(notice);
}

/** Last of all: the engine falls three times, and the window says so by itself. */
async function* fallenScreens(seat: Seat): AsyncGenerator<Screen> {
  const { desk } = seat;
  for (let falls = 0; falls < 3; falls += 1) await desk.kill('engine');
  await desk.page.waitForURL('app://luotsi/stopped.html');
  yield { name: 'stopped', condition: 'error', seat };
}

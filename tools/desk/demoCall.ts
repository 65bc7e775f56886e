import { askPage } from './askPage.ts';
import type { Seat, Stage } from './demoStage.ts';
import { signIn } from './demoStage.ts';
import { answerAsAsked } from './person.ts';
import { until } from './until.ts';

/** Says what happened and takes a picture of it. */
export type Tell = (seat: Seat, text: string, picture?: string) => Promise<void>;

// An older person whose daughter calls: at home it does not work any more, but nothing is burning.
const answers: Readonly<Record<string, string>> = {
  o_awake: '1',
  o_breath_ok: '1',
  o_safe: '1',
  meds_miss: '1',
  adl: '3',
  falls: '2',
  services: '#kauppakassi kerran viikossa',
  wish: '#haluaa asua kotona',
  consent: '1',
};
const cutBefore = 'abuse';
const fallBefore = 'adl';

export async function ringAndAnswer(nurse: Seat, tell: Tell): Promise<void> {
  const { person } = nurse;
  await signIn(nurse, 'nurse.laine');
  await tell(nurse, 'nurse.laine signs in and is on a break', 'signed-in');
  await person.press('F2');
  await person.sees('Saapuva yhteydenotto');
  await tell(nurse, 'F2: ready, and a call rings', 'ring');
  await person.press('F2');
  await person.sees('Tulosyy soittajan sanoin');
  await person.type('Äiti ei pärjää enää kotona, lääkkeet unohtuvat');
  await tell(nurse, 'F2: the nurse answers and writes the caller’s own words', 'reason');
}

export async function identify(nurse: Seat, tell: Tell): Promise<void> {
  const { person } = nurse;
  await person.press('F3');
  await person.sees('Asiakkaan tunnistaminen');
  await person.type('Virtanen');
  await person.sees('Virtanen Aino Maria');
  await person.press('Enter');
  await person.sees('Lue takaisin ja varmista');
  await tell(nurse, 'F3: the client is found by name and two identifiers are read back', 'identify');
  await person.press('1');
  await person.seesNot('Asiakkaan tunnistaminen');
  await person.sees(/Penisilliini/);
  await tell(nurse, 'the banner shows who it is, and the allergy', 'banner');
}

export async function assessWithTrouble(nurse: Seat, tell: Tell): Promise<void> {
  const { desk, person } = nurse;
  await person.press('Control+Shift+a');
  await person.tabTo('combobox', 'Arviointi');
  await person.type('pärjää');
  await person.sees('Iäkkään pärjääminen kotona');
  await person.press('Enter');
  await until('the first question', () => person.question());
  await tell(nurse, 'the script is found by typing; the opening safety questions first', 'questions');
  const first = await answerAsAsked(person, { answers, otherwise: '2', before: cutBefore });
  await desk.cutLink(true);
  await person.sees(/^Ei yhteyttä/);
  await tell(nurse, `${first.length} questions answered by digits; THE NETWORK IS CUT`, 'offline');
  const second = await answerAsAsked(person, { answers, otherwise: '2', before: fallBefore });
  await tell(nurse, `${second.length} more answered without a network`);
  const question = await person.question();
  const begun = performance.now();
  await desk.kill('engine');
  await until('the engine’s return', async () => {
    const seen = askPage(desk.page, 'session.current', {});
    return (await Promise.race([seen, pause()]))?.session?.user === 'nurse.laine';
  });
  const ms = Math.round(performance.now() - begun);
  if ((await person.question()) !== question)
    throw new Error(`the call came back at ${await person.question()}`);
  await tell(nurse, `THE ENGINE IS KILLED: ${ms} ms later the call is at the same question`, 'engine-back');
  const rest = await answerAsAsked(person, { answers, otherwise: '2', until: /^Hyväksy/ });
  await until('the focus on accepting', async () => (await person.question()) === null);
  await tell(nurse, `the last ${rest.length} answered; the urgency is proposed with its reasons`, 'proposal');
}

const breathMs = 300;
const pause = () => new Promise<undefined>((resolve) => setTimeout(resolve, breathMs, undefined));

export async function decideAndPlan(nurse: Seat, tell: Tell): Promise<void> {
  const { person } = nurse;
  await person.press('Enter');
  await person.pressButton('Luin ääneen');
  await person.pressButton('Asiakas kertoi omin sanoin, mitä tekee');
  // The window moves on to what is left to ask; nobody types within the same tenth of a second.
  await pause();
  await tell(nurse, 'accepted; the safety net is read aloud and told back', 'safety-net');
  await person.press('F7');
  await person.type('Tytär käy lauantaina. Avain ovikoodin takana.');
  await person.press('Enter');
  await person.press('Control+Shift+p');
  await person.pressButton('Luonnostele suunnitelma vastauksista');
  await person.sees('Palvelut, toimet ja ohjeet');
  await person.pressButton('Sovittu asiakkaan kanssa');
  await person.sees(/^Sovittu \d/);
  await tell(nurse, 'the plan is drafted from the answers and agreed', 'plan');
}

export async function offerAndClose(nurse: Seat, tell: Tell): Promise<void> {
  const { person } = nurse;
  for (const [digit, unit] of [
    ['1', 'Sosiaalineuvonta'],
    ['2', 'Palvelukoordinaatio'],
  ] as const) {
    await person.press('Control+Shift+h');
    await person.tabTo('radio', /Sosiaalineuvonta|Palvelukoordinaatio/);
    await person.press(digit);
    await person.pressButton('Tarjoa siirtoa');
    await person.sees(new RegExp(`Tarjottu .*${unit}`));
  }
  await tell(nurse, 'two handoffs are offered with their summaries', 'offered');
  await person.press('Control+Shift+l');
  await person.tabTo('combobox', 'Lopputulos');
  await person.type('14');
  await person.press('Enter');
  await tell(nurse, 'wrap-up: the outcome is chosen by its number', 'wrap-up');
  await person.press('Control+Enter');
  await person.sees('Päätetyt tänään');
  await tell(nurse, 'Ctrl+Enter: the call is closed, all of it still on this desk alone', 'closed');
}

export async function reconnect(nurse: Seat, tell: Tell): Promise<string> {
  const { desk } = nurse;
  const before = await askPage(desk.page, 'sync.status', {});
  await desk.cutLink(false);
  await until('the region’s acknowledgement', async () => {
    const { pending, connected } = await askPage(desk.page, 'sync.status', {});
    return connected && pending === 0;
  });
  await tell(
    nurse,
    `THE NETWORK IS BACK: ${before.pending} facts go to the region and are acknowledged`,
    'online',
  );
  const [row] = await askPage(desk.page, 'contact.list', { phase: 'closed' });
  if (row === undefined) throw new Error('no closed contact');
  return row.contactId;
}

export interface Receiver {
  readonly user: string;
  readonly readBack: string;
  readonly done: string;
}

/** A receiving professional: takes, says in own words what was taken, does it. */
export async function receive(stage: Stage, receiver: Receiver, tell: Tell): Promise<Seat> {
  const seat = await stage.seat(receiver.user);
  const { person } = seat;
  await signIn(seat, receiver.user);
  await tell(seat, `${receiver.user} signs in at a desk of their own`);
  await person.press('Control+2');
  await person.sees(/^Odottaa ottajaa: 1/);
  await person.tabTo('row', /./);
  await person.press('Enter');
  await person.sees('Toista omin sanoin, mitä sinulle siirtyy');
  await tell(seat, `${receiver.user} opens the offered handoff`, `${receiver.user}-offered`);
  await person.fill('Toista omin sanoin, mitä sinulle siirtyy', receiver.readBack);
  await person.press('Control+Shift+t');
  await person.sees('Vahvistettu alueella.');
  await tell(seat, `${receiver.user} takes it, and the region confirms`, `${receiver.user}-taken`);
  await person.fill('Mitä tehtiin (vapaaehtoinen)', receiver.done);
  await person.pressButton('Valmis');
  await person.sees(/^Päättyneet: 1|Päättyi/);
  await tell(seat, `${receiver.user} has done what was asked`, `${receiver.user}-done`);
  return seat;
}

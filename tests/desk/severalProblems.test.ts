import { afterAll, beforeAll, expect, it } from 'vitest';
import { askPage, commandPage } from '../../tools/desk/askPage.ts';
import { openStage, type Seat, type Stage, signIn } from '../../tools/desk/demoStage.ts';
import { answerAsAsked } from '../../tools/desk/person.ts';
import { until } from '../../tools/desk/until.ts';

let stage: Stage;
let nurse: Seat;
beforeAll(async () => {
  stage = await openStage(() => undefined);
  nurse = await stage.seat('nurse');
  await signIn(nurse, 'nurse.laine');
});
afterAll(async () => {
  await nurse.desk.shot('desk/several-problems.png').catch(() => undefined);
  await stage?.end();
});

const calm = { o_awake: '1', o_breath_ok: '1', o_safe: '1', c_lang: '1', c_transport: '1' };

async function openContactOf(name: string): Promise<void> {
  const { person } = nurse;
  await person.press('Control+n');
  await person.sees('Tulosyy soittajan sanoin');
  await person.press('F3');
  await person.type(name);
  await person.sees(new RegExp(`^${name}`));
  await person.press('Enter');
  await person.sees('Lue takaisin ja varmista');
  await person.press('1');
  await person.sees('Asiakkaasta tiedetään');
}

async function startBeside(words: string, title: string): Promise<void> {
  const { person } = nurse;
  await person.press('F8');
  await person.tabTo('combobox', 'Arviointi');
  await person.type(words);
  // Before anything is typed the whole library stands there, the title among it; Enter takes the first finding.
  const first = nurse.desk.page.getByLabel('Ehdotetut arvioinnit').getByRole('option').first();
  await until('the finding', async () => ((await first.textContent()) ?? '').startsWith(title));
  await person.press('Enter');
}

async function openContactNow() {
  const [row] = await askPage(nurse.desk.page, 'contact.list', { phase: 'open' });
  if (row === undefined) throw new Error('no open contact');
  return askPage(nurse.desk.page, 'contact.get', { contactId: row.contactId });
}

const answerOut = async (answers: Readonly<Record<string, string>>) => {
  const { person } = nurse;
  await until('a question', () => person.question());
  const asked = await answerAsAsked(person, { answers, otherwise: '2', until: /^Hyväksy/ });
  await until('the focus on accepting', async () => (await person.question()) === null);
  return asked;
};

// The parts follow each other as in two calls of one caller; each is a promise of its own.
it('[PA6][PA2] by keyboard alone a second script is begun beside the first and asks only what is new', async () => {
  const { person } = nurse;
  await openContactOf('Mäkelä Kaarina');
  await startBeside('selkä', 'Selkäkipu');
  const first = await answerOut({ ...calm, nrs: '4', weeks: '#2' });
  expect(first).toContain('o_awake');
  await person.press('Enter');
  await person.sees('Luin ääneen');
  await startBeside('nenäverenvuoto', 'Nenäverenvuoto');
  const second = await answerOut({ ...calm, c_immuno: '1' });
  expect(second.length).toBeGreaterThan(2);
  const shared = first.filter((question) => /^[co]_/.test(question) && question !== 'c_repeat');
  expect(shared.length).toBeGreaterThan(6);
  expect(second.filter((question) => shared.includes(question))).toEqual([]);
}, 120_000);

it('[PA6][PA4] the keyboard changes between them, a decision goes to the one shown, and the most urgent is the contact’s', async () => {
  const { person } = nurse;
  await person.press('Control+PageUp');
  await person.sees('Hyväksytty');
  await person.press('Control+PageDown');
  await person.press('Control+i', 'Enter');
  await until('both decided', async () =>
    (await openContactNow()).assessed.every((one) => one.decision !== null),
  );
  const { assessed, urgency } = await openContactNow();
  expect(assessed.map((one) => one.scriptId)).toEqual(['back_pain', 'nosebleed']);
  expect(assessed.map((one) => one.urgency.disposition)).toContain(urgency?.disposition);
  await person.press('Control+Shift+l');
  // Words of the wrap-up stand on the assessment too; its own field does not.
  await person.tabTo('combobox', 'Lopputulos');
  await person.sees('Koko yhteydenotto');
  await person.press('Control+Enter');
  await person.sees('Päätetyt tänään');
}, 60_000);

it('[RP1][RP2][RP3][RP5] the caller calls again: what has changed is asked first, and an earlier answer is kept by one key', async () => {
  const { person } = nurse;
  await openContactOf('Mäkelä Kaarina');
  await person.sees('Yhteydenotot 72 tunnin aikana');
  await person.sees('Selkäkipu');
  await startBeside('selkä', 'Selkäkipu');
  await person.sees('Mikä on muuttunut edellisestä soitosta?');
  await person.type('Kipu on samanlaista');
  await person.press('Enter');
  await until('the first question', async () => (await person.question()) === 'o_awake');
  await person.press('F4');
  await person.press('1');
  await until('the next question', async () => (await person.question()) === 'o_breath_ok');
  await answerAsAsked(person, { answers: calm, otherwise: '2', before: 'nrs' });
  expect(await person.question()).toBe('nrs');
  await person.sees('Viimeksi: 4');
  await person.press('F4');
  await until('the question after the kept one', async () => (await person.question()) !== 'nrs');
  const { assessment } = await openContactNow();
  expect(assessment?.changeTold.map((version) => version.value)).toEqual(['Kipu on samanlaista']);
  expect(assessment?.answers.nrs).toMatchObject({ answer: 4, source: 'earlier' });
  expect(assessment?.answers.o_awake).toMatchObject({ answer: 'yes', source: 'asked' });
}, 60_000);

it('[KN4] a yes is saved to the client’s record by keyboard, and the record tells it next time', async () => {
  const { person, desk } = nurse;
  const contact = await openContactNow();
  const link = contact.client.at(-1)?.value;
  const clientId = link?.kind === 'identified' ? link.clientId : '';
  await commandPage(desk.page, 'assessment.answer', {
    contactId: contact.contactId,
    questionId: 'c_immuno',
    answer: 'yes',
  });
  await person.press('Control+Shift+a');
  const isThere = () => person.canSee('Tallenna asiakkaan tietoihin');
  for (let topics = 0; topics < 6 && !(await isThere()); topics += 1) await person.press('Alt+ArrowRight');
  await person.pressButton('Tallenna asiakkaan tietoihin');
  await until('the entry', async () => {
    const { conditions } = await commandPage(desk.page, 'client.view', { clientId });
    return Object.values(conditions ?? {}).some((one) => one.kind === 'immunity');
  });
  await person.seesNot('Tallenna asiakkaan tietoihin');
}, 60_000);

import { afterAll, beforeAll, expect, it } from 'vitest';
import { askPage, commandPage } from '../../tools/desk/askPage.ts';
import {
  approve,
  goToLineOf,
  goToTab,
  openInLibrary,
  signInToLibrary,
} from '../../tools/desk/authoring/authoringSteps.ts';
import { openStage, type Seat, type Stage, signIn } from '../../tools/desk/demoStage.ts';
import { until } from '../../tools/desk/until.ts';

let stage: Stage;
let lead: Seat;
let second: Seat;
let nurse: Seat;
const script = { scriptId: 'nosebleed', version: 2 };

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING_MS: '600000' } });
  lead = await stage.seat('lead');
  await signInToLibrary(lead, 'lead.heino');
});
afterAll(async () => {
  for (const [index, seat] of (stage?.seats ?? []).entries())
    await seat.desk.shot(`desk/authoring-${index}.png`).catch(() => undefined);
  await stage?.end();
});

const typeLine = async ({ person }: Seat, line: string) => {
  await person.press('Home', 'Shift+End');
  await person.type(line);
};
const textOf = async ({ desk }: Seat) => (await askPage(desk.page, 'script.source', script)).text;

/** One question that can be asked on the telephone, and one that cannot. */
const questionnaire = JSON.stringify({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    { linkId: 'fallen', text: 'Oletteko kaatunut?', type: 'boolean' },
    { linkId: 'picture', text: 'Kuva kodista', type: 'attachment' },
  ],
});

it('[LW12] [EX8] [EX9] a FHIR Questionnaire becomes a draft after what it loses has been listed', async () => {
  const { person, desk } = lead;
  await person.pressButton('Tuo FHIR-kysely');
  await person.fill('Arvioinnin tunnus', 'fall_risk');
  await person.fill('Tai liitä JSON tähän', '{');
  await person.pressButton('Lue kysely');
  await person.sees('ei ole JSON-muodossa');
  await person.fill('Tai liitä JSON tähän', questionnaire);
  await person.pressButton('Lue kysely');
  await person.sees('item[1]');
  await person.sees(/kysymystä, jonka tyyppi on attachment, ei voi kysyä puhelimessa/);
  const before = await askPage(desk.page, 'script.library', {});
  expect(before.some((one) => one.scriptId === 'fall_risk')).toBe(false);
  await person.pressButton('Tee luonnos');
  await person.sees(/^Luonnos: ei näy puheluissa/);
  const { text } = await askPage(desk.page, 'script.source', { scriptId: 'fall_risk', version: 1 });
  expect(text).toContain('Oletteko kaatunut?');
  await person.press('Control+Shift+b');
});

// The parts follow each other as the work does; each is a promise of its own.
it('[LW9] by keyboard alone a lead finds a script and drafts its next version', async () => {
  await openInLibrary(lead, 'nenäveren');
  await lead.person.pressButton('Tee uusi luonnos tästä');
  await lead.person.sees(/^Luonnos: ei näy puheluissa/);
  await lead.person.sees('Todistettu: kaikki vaatimukset täyttyvät.');
  expect(await textOf(lead)).toContain('version: 2');
});

it('[LW2][LW5][LW9] a broken rule is told with a counterexample beside the text, and a mended one is proved', async () => {
  const { person } = lead;
  await goToLineOf(lead, 'Hyvin runsas vuoto');
  await typeLine(lead, '  - to: nurse_2h');
  await person.sees('Lyhin vastaesimerkki puheluna');
  await person.sees(/^Ei täyty: \d+ koh/);
  await typeLine(lead, '  - to: emergency_112');
  await person.sees('Todistettu: kaikki vaatimukset täyttyvät.');
  await person.seesNot('Lyhin vastaesimerkki puheluna');
});

it('[LW4] what is typed is saved by itself', async () => {
  const { person } = lead;
  await goToLineOf(lead, 'Vuotaako nenä juuri nyt');
  await person.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'Backspace');
  await person.type(' vielä?');
  await person.sees('Tallennettu tälle laitteelle');
  await until('the text on the disk', async () => (await textOf(lead)).includes('juuri nyt vielä?'));
});

it('[LW7] the draft is tried with the keys of a call, and nothing is stored', async () => {
  const { person, desk } = lead;
  await goToTab(lead, 'Kokeile');
  await person.tabTo('radio', 'Kyllä');
  await person.press('2');
  await person.sees('Ratkaisevat vastaukset');
  expect(await askPage(desk.page, 'contact.list', { phase: 'open' })).toEqual([]);
});

it('[LW6] texts written apart are both shown, and somebody chooses', async () => {
  second = await stage.seat('second');
  await signInToLibrary(second, 'lead.sundberg');
  await openInLibrary(second, 'nenäveren');
  await second.person.sees('versio 2');
  for (const [seat, words] of [
    [lead, '# from Heino'],
    [second, '# from Sundberg'],
  ] as const) {
    await seat.desk.cutLink(true);
    await seat.person.press('Control+Shift+e', 'Control+Home');
    await typeLine(seat, words);
    await seat.person.press('Control+s');
    await until(`the text of ${words}`, async () => (await textOf(seat)).includes(words));
  }
  for (const seat of [lead, second]) await seat.desk.cutLink(false);
  await lead.person.sees('Tekstistä on kaksi muotoa');
  await goToTab(lead, 'Hyväksyntä');
  await lead.person.sees(/^Tekstistä on kaksi muotoa\. Valitse/);
  await lead.person.pressButton('Valitse tämä');
  await lead.person.seesNot('Tekstistä on kaksi muotoa');
  await second.person.seesNot('Tekstistä on kaksi muotoa');
});

it('[LW8][LW9] one lead approves, cannot approve twice; another does, and the region releases and signs', async () => {
  await approve(lead, 'Vastaava lääkäri');
  await lead.person.sees(/^Olet hyväksynyt tämän tekstin/);
  await goToTab(second, 'Hyväksyntä');
  await second.person.sees(/^Heino, Vastaava lääkäri/);
  await approve(second, 'Ylilääkäri');
  await second.person.pressButton('Julkaise');
  await second.person.sees('Julkaistu ja allekirjoitettu');
  await second.person.sees('Alueen allekirjoitus kunnossa');
});

const chunkOf = ({ desk }: Seat) =>
  desk.page.evaluate(() =>
    [...document.querySelectorAll('link')].some((one) => one.href.includes('LibraryScreen')),
  );

async function startAs(seat: Seat, words: string): Promise<void> {
  const { person } = seat;
  await person.press('Control+n');
  await person.sees('Tulosyy soittajan sanoin');
  await person.press('Control+Shift+a');
  await person.tabTo('combobox', 'Arviointi');
  await person.type(words);
  await person.press('Enter');
}

it('[LW9][LW11][SS4] a nurse’s desk starts the release, and has not paid for the authoring screens', async () => {
  nurse = await stage.seat('nurse');
  await signIn(nurse, 'nurse.laine');
  await until('the release on the shelf', async () => {
    const seen = await askPage(nurse.desk.page, 'script.get', { scriptId: 'nosebleed' });
    return seen.version === 2;
  });
  await startAs(nurse, 'nenäverenvuoto');
  await nurse.person.sees('versio 2');
  await nurse.person.press('Control+4');
  expect(await nurse.person.canSee('versio 2')).toBe(true);
  expect(await chunkOf(nurse)).toBe(false);
  expect(await chunkOf(lead)).toBe(true);
});

it('[LW10][LW14] a withdrawn script says why: in the call that runs on it, and where it cannot be started', async () => {
  await second.person.fill(/^Syy/, 'Painamisen aika oli väärä.');
  await second.person.pressButton('Poista käytöstä');
  await second.person.sees(/^Poistanut käytöstä: Sundberg/);
  await nurse.person.sees(/^Tämä arviointi on poistettu käytöstä kesken puhelun\. Syy: Painamisen/);
  await startAs(nurse, 'nenäverenvuoto');
  await nurse.person.sees(/Sundberg.*Syy: Painamisen aika oli väärä\./);
});

it('[LW15] [EX8] a finished assessment is taken out as a FHIR QuestionnaireResponse', async () => {
  const { person, desk } = nurse;
  const open = await askPage(desk.page, 'contact.list', { phase: 'open' });
  const contactId = open.find((one) => one.scriptId === 'nosebleed')?.contactId ?? '';
  await commandPage(desk.page, 'assessment.answer', { contactId, questionId: 'o_awake', answer: 'no' });
  await commandPage(desk.page, 'assessment.decide', { contactId, direction: 'accept' });
  await commandPage(desk.page, 'contact.startWrapUp', { contactId });
  await commandPage(desk.page, 'contact.setOutcome', { contactId, outcome: 'D01' });
  await commandPage(desk.page, 'contact.close', { contactId });
  await person.press('Control+1');
  await person.sees('Päätetyt tänään');
  // A row without words is named by its id.
  await person.tabTo('row', contactId);
  await person.press('Enter');
  await person.pressButton('Vie FHIR-muodossa');
  await person.sees(/"resourceType": ?"QuestionnaireResponse"/);
  await person.sees(/kuka kunkin vastauksen antoi, milloin/);
});

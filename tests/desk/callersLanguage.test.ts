import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import type { ContactView } from '../../shared/protocol/deskViews.ts';
import { askPage } from '../../tools/desk/askPage.ts';
import { goToTab, openInLibrary, signInToLibrary } from '../../tools/desk/authoring/authoringSteps.ts';
import { openStage, type Seat, type Stage, signIn } from '../../tools/desk/demoStage.ts';
import { setTheme, themes } from '../../tools/desk/look.ts';
import { until } from '../../tools/desk/until.ts';
import { findBarriers } from './fixtures/axe.ts';
import { answerPath, type Keys, keysOf, openContact, startScript } from './fixtures/callByKeys.ts';
import { typedFor, walksOf } from './fixtures/scriptWalks.ts';

const library = fileURLToPath(new URL('../../shared/script/library', import.meta.url));
const { scripts } = readScriptLibrary(library);
const script = scripts.find((one) => one.id === 'older_person_home');
if (script === undefined) throw new Error('the library has no older_person_home');
const { title, questions } = script;
const [path] = walksOf(script).filter((one) => one.path === 'longest');
if (path === undefined) throw new Error('the script has no longest path');

let stage: Stage;
let nurse: Seat;
let keys: Keys;

beforeAll(async () => {
  stage = await openStage(() => undefined, { env: { DEMO_RING_MS: '3600000' } });
  nurse = await stage.seat('nurse');
  keys = keysOf(nurse.desk.page);
  await signIn(nurse, 'nurse.laine');
});
afterAll(() => stage?.end());

async function contactNow(): Promise<ContactView> {
  const [row] = await askPage(nurse.desk.page, 'contact.list', { phase: 'open' });
  return askPage(nurse.desk.page, 'contact.get', { contactId: row?.contactId ?? '' });
}

/** What stands in the caller's language within these elements, with the size it is read in. */
function readAloud(within: string) {
  return nurse.desk.page.evaluate(
    (selector) =>
      [...document.querySelectorAll<HTMLElement>(`${selector} [lang="sv"]`)].map((one) => ({
        text: one.textContent ?? '',
        px: Number.parseFloat(getComputedStyle(one).fontSize),
      })),
    within,
  );
}

// The parts follow each other as in a call; each is a promise of its own.
it('[RC14] a call in Swedish shows each question in both languages, until Ctrl+Shift+K', async () => {
  const { person } = nurse;
  await openContact(nurse.desk.page, keys);
  await person.tabTo('combobox', 'Puhelun kieli');
  await keys.type('r');
  await until('Swedish', async () => (await contactNow()).language.at(-1)?.value === 'sv');
  await keys.press('Control+Shift+s');
  await startScript(nurse.desk.page, keys, { title: title.fi, typed: typedFor(scripts)(script) });
  const card = `#question-${await person.question()}`;
  const first = questions.find((one) => `#question-${one.id}` === card);
  await person.sees(first?.question.say.fi ?? '');
  expect(await readAloud(card)).toEqual([{ text: first?.question.say.sv, px: 20 }]);
  await keys.press('Control+Shift+K');
  await until('one language', async () => (await readAloud(card)).length === 0);
  await keys.press('Control+Shift+K');
  await until('both languages', async () => (await readAloud(card)).length === 1);
});

it('[RC14] the choices of a question stand in both languages as well', async () => {
  const choices = questions.find((one) => one.id === 'adl')?.question;
  const options = choices?.type === 'choice' ? Object.values(choices.options) : [];
  await until('the choices', async () => {
    if ((await readAloud('#question-adl [role="radio"]')).length > 0) return true;
    await keys.press('Alt+ArrowRight');
    return false;
  });
  expect((await readAloud('#question-adl [role="radio"]')).map((one) => one.text)).toEqual(
    options.map((option) => option.sv),
  );
  expect(await findBarriers(nurse.desk.page)).toEqual([]);
});

it('[RC15] the reasons name the answers that decided; Enter on one goes to its question, and another answer counts', async () => {
  const { person, desk } = nurse;
  await keys.press('Control+Shift+a');
  await until('the next question', () => person.question());
  await answerPath(desk.page, keys, path);
  const before = (await contactNow()).assessment;
  const deciding = before?.view.proposal?.deciding ?? [];
  const last = deciding.at(-1);
  const asked = questions.find((one) => one.id === last?.questionId)?.question.say.fi ?? '';
  expect(asked).not.toBe('');
  await person.tabTo('button', new RegExp(`^${asked.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  await keys.press('Enter');
  await until(
    'the focus on the question that decided',
    async () => (await person.question()) === last?.questionId,
  );
  const chosen = await desk.page.evaluate(() => document.activeElement?.getAttribute('aria-checked'));
  expect(chosen).toBe('true');
  await keys.press(before?.answers[last?.questionId ?? '']?.answer === 'no' ? '1' : '2');
  await until('another answer', async () => {
    const now = (await contactNow()).assessment;
    return now?.answers[last?.questionId ?? '']?.answer !== last?.answer;
  });
});

it('[RC16] after the decision the advice is read aloud in the caller’s language, large, the nurse’s own under it', async () => {
  const { person, desk } = nurse;
  await until('the proposal again', async () => {
    if ((await contactNow()).assessment?.view.proposal != null) return true;
    if ((await person.question()) !== null) await keys.press('2');
    return false;
  });
  await person.tabTo('button', /^Hyväksy/);
  await keys.press('Enter');
  await until('the advice', async () => (await readAloud('#safety-net')).length > 0);
  const { assessment } = await contactNow();
  const lines = [...(assessment?.lines.advice ?? []), ...(assessment?.lines.safetyNet ?? [])];
  const aloud = await readAloud('#safety-net');
  expect(aloud.map((one) => one.text)).toEqual(lines.map((line) => line.sv));
  expect(Math.min(...aloud.map((one) => one.px))).toBeGreaterThanOrEqual(20);
  await person.sees(lines[0]?.fi ?? '');
  expect(await findBarriers(desk.page)).toEqual([]);
  // The reasons stay one key away after the decision too.
  expect(await desk.page.getByRole('list', { name: 'Ratkaisevat vastaukset' }).count()).toBeGreaterThan(0);
});

it('[QC4] a clinical lead at the same desk sees what the questions of that call cost', async () => {
  const { person, desk } = nurse;
  const answered = Object.values((await contactNow()).assessment?.answers ?? {});
  await keys.press('Control+,');
  await person.pressButton('Kirjaudu ulos');
  await person.tabTo('radio', /nurse\.laine/);
  await keys.press('0');
  await signInToLibrary(nurse, 'lead.heino');
  await openInLibrary(nurse, 'pärjääminen');
  await goToTab(nurse, 'Vaikutus');
  const table = desk.page.getByRole('table', { name: 'Kysymysten hinta' });
  await until('the questions of the call', async () => (await table.getByRole('row').count()) > 5);
  expect(await table.getByRole('row').count()).toBe(answered.length + 1);
  await person.tabTo('button', 'Kysytty');
  await keys.press('Enter');
  expect(await table.getByRole('columnheader', { name: 'Kysytty' }).getAttribute('aria-sort')).toBe(
    'descending',
  );
  for (const theme of themes) {
    await setTheme(nurse, theme);
    expect(await findBarriers(desk.page)).toEqual([]);
  }
});

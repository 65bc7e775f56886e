import type { Seat } from './demoStage.ts';
import { answerAsAsked } from './person.ts';
import type { Screen } from './tourScreens.ts';
import { until } from './until.ts';

export async function openContact({ person }: Seat): Promise<void> {
  await person.press('F2');
  await person.sees('Tulosyy soittajan sanoin');
  await person.type('Äiti ei pärjää enää kotona, lääkkeet unohtuvat');
}

const needsHelp: Readonly<Record<string, string>> = { o_awake: '1', o_breath_ok: '1', o_safe: '1', adl: '3' };

/** One assessment from its first question to what is read aloud at the end. */
export async function* assessQuietly(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.press('Control+Shift+a');
  await person.tabTo('combobox', 'Arviointi');
  await person.type('pärjää');
  await person.sees('Iäkkään pärjääminen kotona');
  await person.press('Enter');
  await until('the first question', () => person.question());
  yield { name: 'assessment', condition: 'busy', seat };
  await person.press('F9');
  await person.sees('Mitä tehtiin?');
  yield { name: 'emergency', condition: 'busy', seat };
  await person.press('Escape');
  await person.press('Control+Shift+a');
  await until('a question again', () => person.question());
  await answerAsAsked(person, { answers: needsHelp, otherwise: '2', until: /^Hyväksy/ });
  yield { name: 'proposal', condition: 'busy', seat };
  await person.press('Control+ArrowDown');
  await person.sees('Laske kiireellisyyttä');
  yield { name: 'lower-urgency', condition: 'busy', seat };
  await person.press('Escape');
  await person.press('Control+i', 'Enter');
  await person.sees('Luin ääneen');
  yield { name: 'safety-net', condition: 'busy', seat };
}

/** The same caller has another problem: a second script beside the first, which asks only what is new. */
export async function* secondProblem(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.press('F8');
  await person.tabTo('combobox', 'Arviointi');
  await person.type('nenäverenvuoto');
  await person.sees('Nenäverenvuoto');
  await person.press('Enter');
  await until('the first new question', () => person.question());
  yield { name: 'second-problem', condition: 'busy', seat };
  await answerAsAsked(person, { answers: needsHelp, otherwise: '2', until: /^Hyväksy/ });
  yield { name: 'second-proposal', condition: 'busy', seat };
  await person.press('Control+i', 'Enter');
  await person.sees('Luin ääneen');
  await person.press('Control+PageUp');
}

/** The client calls again within three days: what was answered then stands beside what is asked now. */
export async function* repeatCaller(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.press('Control+n');
  await person.sees('Tulosyy soittajan sanoin');
  await person.type('Äidin nenä vuotaa taas verta');
  await person.press('F3');
  await person.type('Virtanen');
  await person.sees('Virtanen Aino Maria');
  await person.press('Enter');
  await person.sees('Lue takaisin ja varmista');
  await person.press('1');
  await person.sees('Yhteydenotot 72 tunnin aikana');
  yield { name: 'repeat-caller', condition: 'empty', seat };
  await person.press('F8');
  await person.tabTo('combobox', 'Arviointi');
  await person.type('nenäverenvuoto');
  await person.sees('Nenäverenvuoto');
  await person.press('Enter');
  await person.sees('Mikä on muuttunut edellisestä soitosta?');
  yield { name: 'repeat-caller', condition: 'busy', seat };
}

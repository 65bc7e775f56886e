import type { Seat, Stage } from '../demoStage.ts';
import type { Screen } from '../tourScreens.ts';
import { approve, goToLineOf, goToTab, openInLibrary, signInToLibrary } from './authoringSteps.ts';

/** The screens of a clinical lead: the library, a draft that is broken and mended, and its way into calls. */
export async function* authoringScreens(stage: Stage): AsyncGenerator<Screen> {
  const seat = await stage.seat('lead');
  await signInToLibrary(seat, 'lead.heino');
  yield* libraryScreens(seat);
  yield* shapeScreens(seat);
  yield* textScreens(seat);
  yield* releaseScreens(seat);
  await seat.desk.close();
}

async function* libraryScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.sees(/^Ei tarkistettu$/);
  yield { name: 'library', condition: 'busy', seat };
  await person.fill('Etsi arviointia', 'vatsakip');
  await person.pressButton('Tarkista kaikki');
  await person.sees(/^Kaikki tarkistettu/);
  yield { name: 'library-checked', condition: 'busy', seat };
  await person.fill('Etsi arviointia', 'ei sellaista');
  await person.sees(/^Hakuun ei löydy arviointia/);
  yield { name: 'library', condition: 'empty', seat };
  await person.pressButton('Uusi arviointi');
  await person.fill('Nimi', 'Kaatuminen');
  await person.press('Enter');
  await person.sees(/^Tunnuksessa voi olla/);
  yield { name: 'library-new', condition: 'error', seat };
  await person.press('Escape');
  await person.pressButton('Tuo FHIR-kysely');
  await person.fill('Arvioinnin tunnus', 'fall_risk');
  await person.fill('Tai liitä JSON tähän', questionnaire);
  await person.pressButton('Lue kysely');
  await person.sees(/kohtaa? ei voi ilmaista|kohta ei voi/);
  yield { name: 'library-import', condition: 'busy', seat };
  await person.press('Escape');
}

/** One question that can be asked, and a file that cannot. */
const questionnaire = JSON.stringify({
  resourceType: 'Questionnaire',
  status: 'draft',
  title: 'Fall risk',
  item: [
    { linkId: 'fallen', text: 'Oletteko kaatunut viime aikoina?', type: 'boolean' },
    { linkId: 'picture', text: 'Kuva kodista', type: 'attachment' },
  ],
});

async function* shapeScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await openInLibrary(seat, 'pärjääminen');
  await person.sees('Iäkäs on nyt yksin ilman välttämätöntä apua.');
  yield { name: 'script-outline', condition: 'busy', seat };
  await goToTab(seat, 'Kaavio');
  await person.tabTo('button', /^Kysymys: /);
  await person.press('ArrowDown', 'ArrowDown');
  yield { name: 'script-graph', condition: 'busy', seat };
  await goToTab(seat, 'Kokeile');
  await person.tabTo('radio', 'Kyllä');
  yield { name: 'script-trial', condition: 'empty', seat };
  await person.press('2');
  await person.sees('Ratkaisevat vastaukset');
  yield { name: 'script-trial', condition: 'busy', seat };
}

async function* textScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person } = seat;
  await person.pressButton('Tee uusi luonnos tästä');
  await person.sees('Todistettu: kaikki vaatimukset täyttyvät.');
  yield { name: 'script-text', condition: 'busy', seat };
  await goToLineOf(seat, 'Avun tarve on suuri');
  await person.press('Home', 'Shift+End');
  await person.type('  - to: general_advice');
  await person.sees('Lyhin vastaesimerkki puheluna');
  yield { name: 'script-text', condition: 'error', seat };
  await goToTab(seat, 'Vertaa');
  await person.sees('Säännöt');
  yield { name: 'script-compare', condition: 'busy', seat };
  await goToTab(seat, 'Vaikutus');
  await person.sees(/^Yhdenkään arvioinnin|pysyy ennallaan|^Tällä laitteella ei ole tästä/);
  yield { name: 'script-replay', condition: 'busy', seat };
  await goToTab(seat, 'Hyväksyntä');
  await person.sees('Hyväksyä voi vasta, kun teksti on todistettu.');
  yield { name: 'script-release', condition: 'error', seat };
  await goToLineOf(seat, 'Avun tarve on suuri');
  await person.press('Home', 'Shift+End');
  await person.type('  - to: assessment_7wd');
  await person.sees('Todistettu: kaikki vaatimukset täyttyvät.');
}

async function* releaseScreens(seat: Seat): AsyncGenerator<Screen> {
  const { person, desk } = seat;
  await desk.cutLink(true);
  await approve(seat, 'Vastaava lääkäri');
  await person.sees(/^Olet hyväksynyt tämän tekstin/);
  yield { name: 'script-release', condition: 'offline', seat };
  await desk.cutLink(false);
}

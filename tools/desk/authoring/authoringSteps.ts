import { type Seat, signIn } from '../demoStage.ts';
import { until } from '../until.ts';

/** Finds a script in the library by typing, and opens the first that is found. */
export async function openInLibrary({ person }: Seat, typed: string): Promise<void> {
  await person.press('Control+4');
  await person.tabTo('textbox', 'Etsi arviointia');
  await person.press('Control+a');
  await person.type(typed);
  await person.press('Enter');
  await person.sees('Kaavio');
}

export async function signInToLibrary(seat: Seat, user: string): Promise<void> {
  await signIn(seat, user);
  await seat.person.sees('Arviointikirjasto');
}

/** To a tab of an open script with the arrows. */
export async function goToTab({ person, desk }: Seat, name: string): Promise<void> {
  await person.tabTo('tab', /./);
  await until(`the tab ${name}`, async () => {
    const here = await desk.page.evaluate(() => document.activeElement?.textContent ?? '');
    if (here === name) return true;
    await person.press('ArrowRight');
    return false;
  });
}

/** From the outline to the line of the node with these words; the line is selected. */
export async function goToLineOf(seat: Seat, words: string): Promise<void> {
  const { person, desk } = seat;
  await goToTab(seat, 'Jäsennys');
  await person.sees(words);
  await person.tabTo('row', /./);
  await person.press('Home');
  await until(`the row of ${words}`, async () => {
    const here = await desk.page.evaluate(() => document.activeElement?.textContent ?? '');
    if (here.includes(words)) return true;
    await person.press('ArrowDown');
    return false;
  });
  await person.press('Enter');
  await person.tabTo('textbox', /Arvioinnin teksti/);
}

export async function approve(seat: Seat, title: string): Promise<void> {
  const { person } = seat;
  await goToTab(seat, 'Hyväksyntä');
  await person.fill('Ammattinimikkeesi', title);
  await person.press('Enter');
}

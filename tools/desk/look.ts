import type { DeskBridge } from '../../shared/protocol/shellProtocol.ts';
import { askPage, commandPage } from './askPage.ts';
import type { Seat } from './demoStage.ts';

export const languages = ['fi', 'sv', 'en'] as const;
export const themes = ['light', 'dark'] as const;
export type Language = (typeof languages)[number];
export type Theme = (typeof themes)[number];

const stoppedPage = 'app://luotsi/stopped.html';
const doorNames = { fi: 'Suomi', sv: 'Svenska', en: 'English' } as const;

/** Another language or theme while the screen stands: nothing is opened anew and nothing typed is lost. */
export async function setLanguage({ desk }: Seat, language: Language): Promise<void> {
  const { page } = desk;
  // The shell's own page has no engine behind it: it takes the language from the shell as it loads.
  if (page.url() === stoppedPage) {
    await page.evaluate((wanted) => {
      const { desk: bridge } = window as Window & typeof globalThis & { readonly desk: DeskBridge };
      return bridge.shell(`language:${wanted}`);
    }, language);
    await page.goto(stoppedPage);
    return;
  }
  const session = await askPage(page, 'session.current', {});
  if (session.session === null) await page.getByRole('radio', { name: doorNames[language] }).click();
  else await commandPage(page, 'desk.setPreferences', { language });
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}

export async function setTheme({ desk }: Seat, theme: Theme): Promise<void> {
  await desk.page.emulateMedia({ colorScheme: theme });
}

import { Menu } from 'electron';
import { readLanguageFile, saveLanguageFile } from '../launch/languageFile.ts';
import { menuTemplate, type TrialCable } from './menu.ts';
import type { ShellLanguage } from './shellTexts.ts';

export interface LanguageOptions {
  readonly dataDir: string;
  /** Development and tests alone: pulls the cable of the region. */
  readonly trial: TrialCable | null;
}

export interface ShellLanguageHolder {
  readonly current: () => ShellLanguage;
  readonly set: (next: ShellLanguage) => void;
}

/** The language of menus and of main's own pages. It follows the page's and is remembered for the next start. */
export function holdShellLanguage({ dataDir, trial }: LanguageOptions): ShellLanguageHolder {
  let language = readLanguageFile(dataDir);
  const showMenu = () => {
    const template = menuTemplate({ language, platform: process.platform, trial });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  showMenu();
  return {
    current: () => language,
    set: (next) => {
      if (next === language) return;
      language = next;
      saveLanguageFile(dataDir, next);
      showMenu();
    },
  };
}

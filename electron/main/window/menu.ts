import type { MenuItemConstructorOptions } from 'electron';
import { type ShellLanguage, shellTexts } from './shellTexts.ts';

export interface MenuOptions {
  readonly language: ShellLanguage;
  readonly platform: string;
  /** Null in the product. Development and tests can pull the cable and open the tools. */
  readonly trial: TrialCable | null;
}

export interface TrialCable {
  readonly isCut: () => boolean;
  readonly cutLink: (cut: boolean) => void;
}

/**
 * The native menu. It has no reload and no way to close the window by Ctrl+W: both are one slip away from a key that a
 * nurse uses in a call. Copying and zooming are roles, so they work as the system's own do.
 */
export function menuTemplate({ language, platform, trial }: MenuOptions): MenuItemConstructorOptions[] {
  const texts = shellTexts[language];
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(platform === 'darwin'
      ? [{ role: 'appMenu' } as const]
      : [
          {
            label: texts.file,
            submenu: [{ role: 'quit', label: texts.quit, accelerator: 'Ctrl+Q' } as const],
          },
        ]),
    {
      label: texts.edit,
      submenu: [
        { role: 'undo', label: texts.undo },
        { role: 'redo', label: texts.redo },
        separator,
        { role: 'cut', label: texts.cut },
        { role: 'copy', label: texts.copy },
        { role: 'paste', label: texts.paste },
        { role: 'selectAll', label: texts.selectAll },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { role: 'zoomIn', label: texts.zoomIn },
        { role: 'zoomOut', label: texts.zoomOut },
        { role: 'resetZoom', label: texts.resetZoom },
        separator,
        { role: 'togglefullscreen', label: texts.fullScreen },
      ],
    },
    { label: texts.window, submenu: [{ role: 'minimize', label: texts.minimize }] },
    ...(trial === null ? [] : [trialMenu(trial)]),
  ];
}

function trialMenu(trial: TrialCable): MenuItemConstructorOptions {
  return {
    label: 'Development',
    submenu: [
      {
        id: 'cutLink',
        type: 'checkbox',
        checked: trial.isCut(),
        label: 'Cut the link to the region',
        accelerator: 'CmdOrCtrl+Alt+Shift+L',
        click: (item) => trial.cutLink(item.checked),
      },
      { role: 'toggleDevTools', label: 'Developer tools' },
    ],
  };
}

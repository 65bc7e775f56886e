export type ShellLanguage = 'fi' | 'sv' | 'en';

export interface ShellTexts {
  readonly file: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly resetZoom: string;
  readonly fullScreen: string;
  readonly window: string;
  readonly minimize: string;
  readonly stoppedTitle: string;
  readonly stoppedEngine: string;
  readonly stoppedPage: string;
  readonly nothingLost: string;
  readonly retry: string;
  readonly callEmergency: string;
  readonly tellSupport: string;
}

export const shellTexts: Readonly<Record<ShellLanguage, ShellTexts>> = {
  fi: {
    file: 'Tiedosto',
    quit: 'Lopeta Luotsi',
    edit: 'Muokkaa',
    undo: 'Kumoa',
    redo: 'Tee uudelleen',
    cut: 'Leikkaa',
    copy: 'Kopioi',
    paste: 'Liitä',
    selectAll: 'Valitse kaikki',
    view: 'Näytä',
    zoomIn: 'Suurenna',
    zoomOut: 'Pienennä',
    resetZoom: 'Todellinen koko',
    fullScreen: 'Koko näyttö',
    window: 'Ikkuna',
    minimize: 'Pienennä ikkuna',
    stoppedTitle: 'Luotsi on pysähtynyt',
    stoppedEngine: 'Työaseman tallennuspalvelu on kaatunut kolmesti minuutin aikana.',
    stoppedPage: 'Ikkuna on kaatunut kolmesti minuutin aikana.',
    nothingLost: 'Kaikki, minkä näit merkittynä tallennetuksi tällä laitteella, on tallessa.',
    retry: 'Yritä uudelleen',
    callEmergency: 'Hätätilanteessa soita 112 tai pyydä soittajaa soittamaan.',
    tellSupport: 'Jos tämä toistuu, siirry toiselle työasemalle ja kerro tuelle tämä tunnus:',
  },
  sv: {
    file: 'Arkiv',
    quit: 'Avsluta Luotsi',
    edit: 'Redigera',
    undo: 'Ångra',
    redo: 'Gör om',
    cut: 'Klipp ut',
    copy: 'Kopiera',
    paste: 'Klistra in',
    selectAll: 'Markera allt',
    view: 'Visa',
    zoomIn: 'Zooma in',
    zoomOut: 'Zooma ut',
    resetZoom: 'Verklig storlek',
    fullScreen: 'Helskärm',
    window: 'Fönster',
    minimize: 'Minimera fönstret',
    stoppedTitle: 'Luotsi har stannat',
    stoppedEngine: 'Arbetsstationens lagringstjänst har kraschat tre gånger inom en minut.',
    stoppedPage: 'Fönstret har kraschat tre gånger inom en minut.',
    nothingLost: 'Allt som du såg markerat som sparat på den här enheten finns kvar.',
    retry: 'Försök igen',
    callEmergency: 'I en nödsituation, ring 112 eller be den som ringer att göra det.',
    tellSupport: 'Om detta upprepas, byt arbetsstation och uppge denna kod till supporten:',
  },
  en: {
    file: 'File',
    quit: 'Quit Luotsi',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise window',
    stoppedTitle: 'Luotsi has stopped',
    stoppedEngine: 'The storage service of this workstation has crashed three times within a minute.',
    stoppedPage: 'The window has crashed three times within a minute.',
    nothingLost: 'Everything you saw marked as saved on this device is safe.',
    retry: 'Try again',
    callEmergency: 'In an emergency, call 112 or ask the caller to do so.',
    tellSupport: 'If this goes on, move to another workstation and give this code to support:',
  },
};

export function isShellLanguage(value: unknown): value is ShellLanguage {
  return typeof value === 'string' && Object.hasOwn(shellTexts, value);
}

import { useLayoutEffect } from 'react';
import type { Language } from '../../../shared/base/text.ts';
import type { DeskPreferences } from '../../../shared/protocol/deskViews.ts';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { setLanguage } from '../../texts/i18n.ts';

const unset: DeskPreferences = { language: 'fi', theme: 'system', fontScale: 100 };

export function usePreferences(): DeskPreferences {
  return useLiveQuery('desk.preferences', {}).data ?? unset;
}

/** Puts language, theme and text size on the page itself; everything else follows by CSS and by i18n. */
export function useAppliedPreferences(doorLanguage: Language | null): void {
  const port = useDeskPort();
  const { language: kept, theme, fontScale } = usePreferences();
  const language = doorLanguage ?? kept;
  useLayoutEffect(() => {
    const page = document.documentElement;
    setLanguage(language);
    // Menus and pages of the shell speak the same language as the window.
    void port.shell(`language:${language}`);
    if (theme === 'system') page.removeAttribute('data-theme');
    else page.setAttribute('data-theme', theme);
    page.setAttribute('data-scale', String(fontScale));
  }, [port, language, theme, fontScale]);
}

import { useLayoutEffect } from 'react';
import type { DeskPreferences } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { setLanguage } from '../../texts/i18n.ts';

const unset: DeskPreferences = { language: 'fi', theme: 'system', fontScale: 100 };

export function usePreferences(): DeskPreferences {
  return useLiveQuery('desk.preferences', {}).data ?? unset;
}

/** Puts language, theme and text size on the page itself; everything else follows by CSS and by i18n. */
export function useAppliedPreferences(): void {
  const { language, theme, fontScale } = usePreferences();
  useLayoutEffect(() => {
    const page = document.documentElement;
    setLanguage(language);
    if (theme === 'system') page.removeAttribute('data-theme');
    else page.setAttribute('data-theme', theme);
    page.setAttribute('data-scale', String(fontScale));
  }, [language, theme, fontScale]);
}

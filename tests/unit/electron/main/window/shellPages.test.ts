import { describe, expect, it } from 'vitest';
import { failurePageHtml } from '../../../../../electron/main/window/failurePage.ts';
import { menuTemplate } from '../../../../../electron/main/window/menu.ts';
import { isShellLanguage, shellTexts } from '../../../../../electron/main/window/shellTexts.ts';

const languages = ['fi', 'sv', 'en'] as const;

describe('menu and page of last resort', () => {
  it('[SH6] every text is there in three languages and says something else in each', () => {
    for (const name of Object.keys(shellTexts.fi) as (keyof typeof shellTexts.fi)[]) {
      const texts = languages.map((one) => shellTexts[one][name]);
      expect(texts.every((text) => text.length > 0)).toBe(true);
      expect(new Set(texts).size).toBeGreaterThan(1);
    }
    expect(isShellLanguage('sv')).toBe(true);
    expect(isShellLanguage('toString')).toBe(false);
  });

  it('[SH5] the product’s menu has neither the cable nor the developer’s tools', () => {
    const product = JSON.stringify(menuTemplate({ language: 'fi', platform: 'linux', trial: null }));
    expect(product).not.toMatch(/cutLink|toggleDevTools/);
    const cable = { isCut: () => true, cutLink: () => undefined };
    const trial = JSON.stringify(menuTemplate({ language: 'fi', platform: 'linux', trial: cable }));
    expect(trial).toMatch(/cutLink.*"checked":true/);
  });

  it('[SH7] no menu loads anew or closes the window', () => {
    for (const platform of ['linux', 'win32', 'darwin'])
      for (const language of languages)
        expect(JSON.stringify(menuTemplate({ language, platform, trial: null }))).not.toMatch(
          /reload|"close"|Ctrl\+W|Ctrl\+R/i,
        );
  });

  it('[SH10][SH13] the page has no script, one link, the user’s language first and 112 in each', () => {
    for (const stopped of ['engine', 'page'] as const)
      for (const language of languages) {
        const html = failurePageHtml(stopped, language, 'app://luotsi/index.html');
        expect(html).not.toMatch(/<script|style=|on[a-z]+=/);
        expect(html.match(/<a /g)).toHaveLength(1);
        expect(html.match(/112/g)).toHaveLength(3);
        expect(html).toContain(`<html lang="${language}">`);
        expect(html.indexOf(shellTexts[language].stoppedTitle)).toBe(html.search(/(?<=<h1>)/));
      }
  });
});

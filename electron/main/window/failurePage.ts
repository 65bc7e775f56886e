import { type ShellLanguage, shellTexts } from './shellTexts.ts';

export type Stopped = 'engine' | 'page';

/** Told to support; names the part and nothing of the call. */
export const stoppedCodes: Readonly<Record<Stopped, string>> = {
  engine: 'LUOTSI-ENGINE-3',
  page: 'LUOTSI-PAGE-3',
};

/**
 * The page of last resort. It has no script and needs no engine: the way back is a plain link to the desk's own page,
 * focused from the start so that Enter is enough. The user's language comes first and the other two follow, because
 * nobody may be stopped by a language that the last user of a shared desk had chosen.
 */
export function failurePageHtml(stopped: Stopped, language: ShellLanguage, retryUrl: string): string {
  const others = (['fi', 'sv', 'en'] as const).filter((one) => one !== language);
  const parts = [language, ...others].map((one, index) => section(stopped, one, index === 0 ? retryUrl : ''));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>Luotsi</title>
<link rel="stylesheet" href="app://luotsi/stopped.css">
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function section(stopped: Stopped, language: ShellLanguage, retryUrl: string): string {
  const texts = shellTexts[language];
  const what = stopped === 'engine' ? texts.stoppedEngine : texts.stoppedPage;
  const first = retryUrl !== '';
  const heading = first ? 'h1' : 'h2';
  return `<section lang="${language}">
<${heading}>${texts.stoppedTitle}</${heading}>
<p>${what} ${texts.nothingLost}</p>
<p class="emergency">${texts.callEmergency}</p>
${first ? `<p><a class="retry" href="${retryUrl}" autofocus>${texts.retry}</a></p>` : ''}
${first ? `<p>${texts.tellSupport} <strong>${stoppedCodes[stopped]}</strong></p>` : ''}
</section>`;
}

export const failurePageCss = `
:root { color-scheme: light dark; --canvas: #f4f6f8; --text: #16202b; --muted: #465362; --accent: #0b5cad; --on-accent: #ffffff; --line: #d3dae1; }
@media (prefers-color-scheme: dark) {
  :root { --canvas: #0e1318; --text: #e4e9ee; --muted: #a7b3bf; --accent: #6fb4f7; --on-accent: #06182b; --line: #2c3640; }
}
body { margin: 0; background: var(--canvas); color: var(--text); font: 18px/26px system-ui, sans-serif; }
main { max-width: 40rem; margin: 8vh auto 0; padding: 0 24px; }
h1 { font-size: 32px; line-height: 40px; margin: 0 0 12px; }
h2 { font-size: 18px; line-height: 26px; margin: 0; }
section + section { border-top: 1px solid var(--line); margin-top: 24px; padding-top: 16px; color: var(--muted); font-size: 15px; line-height: 22px; }
strong { white-space: nowrap; }
.emergency { font-weight: 600; }
.retry { display: inline-block; padding: 12px 24px; border-radius: 6px; background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
.retry:focus { outline: 3px solid var(--text); outline-offset: 3px; }
`;

// `npm run shots`: every screen in fi/sv/en and light/dark, with a contact sheet in out/shots/index.html.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStage, type Stage } from './desk/demoStage.ts';
import { root } from './desk/launchDesk.ts';
import { type Language, languages, setLanguage, setTheme, type Theme, themes } from './desk/look.ts';
import { type Screen, tourScreens } from './desk/tourScreens.ts';

interface Shot {
  readonly file: string;
  readonly name: string;
  readonly condition: string;
  readonly language: Language;
  readonly theme: Theme;
}

const folder = join(root, 'out', 'shots');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function shoot({ name, condition, seat }: Screen): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const language of languages) {
    await setLanguage(seat, language);
    for (const theme of themes) {
      await setTheme(seat, theme);
      const file = `${name}-${condition}-${language}-${theme}.png`;
      await seat.desk.shot(`shots/${file}`);
      shots.push({ file, name, condition, language, theme });
    }
  }
  await setLanguage(seat, 'fi');
  await setTheme(seat, 'light');
  say(`${name} (${condition})`);
  return shots;
}

function contactSheet(shots: readonly Shot[]): string {
  const rows = Map.groupBy(shots, (one) => `${one.name} · ${one.condition}`);
  const cell = (one: Shot) =>
    `<a href="${one.file}"><img loading="lazy" src="${one.file}" alt="${one.name} ${one.language} ${one.theme}"><span>${one.language} ${one.theme}</span></a>`;
  const section = ([title, row]: [string, readonly Shot[]]) =>
    `<h2>${title}</h2><div>${row.map(cell).join('')}</div>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Luotsi: every screen</title>
<style>body{font:15px system-ui;margin:24px;background:#eee}div{display:grid;grid-template-columns:repeat(6,1fr);gap:8px}
img{width:100%;border:1px solid #999}a{color:#222;text-decoration:none}h2{font-size:18px}</style>
<h1>Every screen: ${shots.length} pictures</h1>${[...rows].map(section).join('\n')}</html>\n`;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const shots: Shot[] = [];
let stage: Stage | undefined;
try {
  stage = await openStage(say, { env: { DEMO_RING_MS: '1000' } });
  for await (const screen of tourScreens(stage)) shots.push(...(await shoot(screen)));
  say(`${shots.length} pictures in out/shots, index.html shows them all`);
} catch (error) {
  process.exitCode = 1;
  await stage?.seats
    .at(-1)
    ?.desk.shot('shots/failed.png')
    .catch(() => undefined);
  say(`THE TOUR STOPPED: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  writeFileSync(join(folder, 'index.html'), contactSheet(shots));
  await stage?.end();
}

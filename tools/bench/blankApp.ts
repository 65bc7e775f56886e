import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The least Electron program: one window with one word in it. What the runtime itself costs. */
export function makeBlankApp(folder: string): string {
  const app = join(folder, 'blank');
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'blank', version: '1.0.0', main: 'main.cjs' }),
  );
  writeFileSync(join(app, 'page.html'), '<!doctype html><title>blank</title><p id="word">blank</p>');
  writeFileSync(
    join(app, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true, contextIsolation: true } });
  window.loadFile(require('node:path').join(__dirname, 'page.html'));
});
app.on('window-all-closed', () => app.quit());
`,
  );
  return app;
}

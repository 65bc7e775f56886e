import { fileURLToPath } from 'node:url';
import { buildAll } from '../bundle/buildAll.ts';
import { ensureLibraries, needsVirtualDisplay } from './debianLibraries.ts';
import { needElectron } from './getElectron.ts';
import { startVirtualDisplay } from './virtualDisplay.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const note = (text: string): void => {
  process.stdout.write(`desk ${text}\n`);
};

/** Before the tests of the real window: what it needs on this machine, the build, and a display when there is none. */
export default async function setUp(): Promise<() => void> {
  await ensureLibraries(note);
  await needElectron({ note });
  await buildAll(root, note);
  if (!needsVirtualDisplay()) return () => undefined;
  const display = await startVirtualDisplay();
  process.env.DISPLAY = display.name;
  return () => {
    delete process.env.DISPLAY;
    display.stop();
  };
}

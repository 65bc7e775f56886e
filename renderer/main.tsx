import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assert } from '../shared/base/assert.ts';
import './ui/style/tokens.css';
import './ui/style/fonts.css';
import './ui/style/base.css';
import './texts/i18n.ts';
import { openBridgePort } from './desk/bridgePort.ts';
import { DeskProvider } from './desk/DeskProvider.tsx';
import type { DeskPort } from './desk/deskPort.ts';
import { atNextFrame } from './desk/nextFrame.ts';
import { App } from './features/frame/App.tsx';

/** The product's window always has the bridge. A browser at the development server shows stories instead. */
async function openPort(): Promise<DeskPort> {
  const { desk } = window;
  if (desk !== undefined) return openBridgePort(desk, (ask) => desk.shell(ask), atNextFrame);
  assert(import.meta.env.DEV, 'the window has no bridge to a desk');
  const { openStory } = await import('./stories/openStory.ts');
  return openStory(new URLSearchParams(window.location.search));
}

const place = document.getElementById('page');
assert(place !== null, 'the page has no place for the desk');
createRoot(place).render(
  <StrictMode>
    <DeskProvider port={await openPort()}>
      <App />
    </DeskProvider>
  </StrictMode>,
);

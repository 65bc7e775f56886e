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
import { App } from './features/frame/App.tsx';

// A browser without the bridge shows stories on a fake desk; the product's window always has the bridge.
async function openPort(): Promise<DeskPort> {
  if (window.desk !== undefined) return openBridgePort(window.desk);
  const { openFakeDesk } = await import('./desk/fakeDesk.ts');
  const story = new URLSearchParams(window.location.search).get('story') ?? 'ready';
  return openFakeDesk(story);
}

const place = document.getElementById('desk');
assert(place !== null, 'the page has no place for the desk');
createRoot(place).render(
  <StrictMode>
    <DeskProvider port={await openPort()}>
      <App />
    </DeskProvider>
  </StrictMode>,
);

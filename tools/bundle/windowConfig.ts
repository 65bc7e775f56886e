import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { windowOut } from './entries.ts';

const chrome114 = 114 << 16;

/** The window's build, and with `server` its development server. Nothing is inlined: the page's policy allows files only. */
export function windowConfig(root: string): InlineConfig {
  return {
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    cacheDir: join(root, '.cache', 'vite'),
    logLevel: 'warn',
    plugins: [react()],
    css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: chrome114 } } },
    build: {
      outDir: join(root, windowOut),
      emptyOutDir: true,
      target: 'chrome114',
      cssTarget: 'chrome114',
      cssMinify: 'lightningcss',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
    },
    server: { host: '127.0.0.1', strictPort: false },
  };
}

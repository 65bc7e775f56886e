import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { Program } from './entries.ts';

// Packages written as CommonJS still call `require` inside an ES module bundle.
const requireInModule =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/** zod speaks fifty languages that no program of ours asks for: half of its code, read at every start. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup(builder) {
    builder.onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer }) =>
      /[\\/]zod[\\/]/.test(importer) ? { path: 'none', namespace: 'without-locales' } : null,
    );
    builder.onLoad({ filter: /.*/, namespace: 'without-locales' }, () => ({ contents: 'export {};' }));
  },
};

export function programOptions(root: string, program: Program): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [program.entry],
    outfile: join(root, program.out),
    bundle: true,
    format: program.format,
    platform: program.platform,
    target: program.target,
    external: [...program.external],
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [withoutLocales],
    banner: program.format === 'esm' ? { js: requireInModule } : {},
    define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
  };
}

export async function bundleProgram(root: string, program: Program): Promise<void> {
  await build(programOptions(root, program));
}

import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { Program } from './entries.ts';

// Packages written as CommonJS still call `require` inside an ES module bundle.
const requireInModule =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

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
    banner: program.format === 'esm' ? { js: requireInModule } : {},
    define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
  };
}

export async function bundleProgram(root: string, program: Program): Promise<void> {
  await build(programOptions(root, program));
}

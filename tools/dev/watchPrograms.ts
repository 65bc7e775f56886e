import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildContext, context } from 'esbuild';
import { programOptions } from '../bundle/bundlePrograms.ts';
import { programs } from '../bundle/entries.ts';
import { hashInputs } from '../bundle/stamps.ts';

export interface Watch {
  readonly close: () => Promise<void>;
}

/** Bundles main, preload and engine again at every change; `changed` names the part, after its first build. */
export async function watchPrograms(root: string, changed: (name: string) => void): Promise<Watch> {
  const desk = programs.filter((one) => one.name !== 'region' && existsSync(join(root, one.entry)));
  const contexts: BuildContext[] = [];
  for (const program of desk) {
    const options = programOptions(root, program);
    let last: string | undefined;
    const tell = {
      name: 'tell',
      setup: (build: { onEnd: (done: (result: { errors: unknown[] }) => void) => void }) =>
        build.onEnd((result) => {
          if (result.errors.length > 0) return;
          // A save that changes nothing in the bundle is no reason to end a desk.
          const now = hashInputs(root, [program.out]);
          if (last !== undefined && last !== now) changed(program.name);
          last = now;
        }),
    };
    const made = await context({ ...options, plugins: [tell] });
    await made.rebuild();
    await made.watch();
    contexts.push(made);
  }
  return { close: async () => void (await Promise.all(contexts.map((one) => one.dispose()))) };
}

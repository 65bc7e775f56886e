// What a test of a fault measured, kept as one small file per figure so that tests of several processes can tell theirs.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const figureFile = z.object({
  check: z.string(),
  part: z.string(),
  figure: z.string(),
  seed: z.string().nullable(),
  at: z.string(),
});

export type TrustFigure = z.infer<typeof figureFile>;

export const figureFolder = fileURLToPath(new URL('../../out/trust', import.meta.url));

/** `check` is the id of the acceptance list (`R05`), `part` tells its parts from each other. */
export function tellFigure(
  told: Omit<TrustFigure, 'at' | 'seed'> & { readonly seed?: number | string },
): void {
  mkdirSync(figureFolder, { recursive: true });
  const { check, part, figure, seed } = told;
  const kept: TrustFigure = {
    check,
    part,
    figure,
    seed: seed === undefined ? null : String(seed),
    at: new Date().toISOString(),
  };
  const name = `${check}-${part.replace(/[^a-z0-9]+/gi, '-')}.json`;
  writeFileSync(join(figureFolder, name), `${JSON.stringify(kept, null, 2)}\n`);
}

export function readFigures(folder = figureFolder): TrustFigure[] {
  return filesOf(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => figureFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nothing has been measured yet.
    return [];
  }
}

/** How often a test repeats: the small number in every run, the large one, or a share of it, behind `npm run soak`. */
export function timesOf(usual: number, soak: number): number {
  const share = Number(process.env.LUOTSI_SOAK ?? 0);
  return share > 0 ? Math.max(usual, Math.round(soak * share)) : usual;
}

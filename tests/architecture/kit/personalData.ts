import type { Break } from './findBoundaryBreaks.ts';

const checkMarks = '0123456789ABCDEFHJKLMNPRSTUVWXY';

// The example that the Digital and Population Data Services Agency prints in its own guidance.
const published = new Set(['131052-308T']);

/** Identity codes with individual numbers 900–999 belong to nobody; any other valid code may be a person's. */
export function findIdentityCodes(
  files: readonly { readonly path: string; readonly text: string }[],
): Break[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?<![0-9A-Za-z])(\d{6})([-+A-FU-Y])(\d{3})([0-9A-Y])(?![0-9A-Za-z])/g)]
      .filter(([code, day, , individual, mark]) => isSomebody({ code, day, individual, mark }))
      .map(([code]) => ({ rule: 'no-identity-code', where: path, what: `${code.slice(0, 7)}…` })),
  );
}

interface Code {
  readonly code: string;
  readonly day: string | undefined;
  readonly individual: string | undefined;
  readonly mark: string | undefined;
}

function isSomebody({ code, day, individual, mark }: Code): boolean {
  if (published.has(code) || Number(individual) >= 900 || Number(individual) < 2) return false;
  return checkMarks[Number(`${day}${individual}`) % 31] === mark;
}

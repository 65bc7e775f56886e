import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface PowerTally {
  states: number;
  /** Acknowledged facts due at the last cut, and how many were missing in any state. */
  acknowledged: number;
  lost: number;
  notOpened: number;
}

export function emptyTally(): PowerTally {
  return { states: 0, acknowledged: 0, lost: 0, notOpened: 0 };
}

/** The figures of the power-cut tests, side by side for the build's artifacts. */
export function reportPower(file: string, name: string, tally: PowerTally): void {
  mkdirSync(dirname(file), { recursive: true });
  const known: Record<string, PowerTally> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, PowerTally>)
    : {};
  known[name] = tally;
  writeFileSync(file, `${JSON.stringify(known, null, 2)}\n`);
}

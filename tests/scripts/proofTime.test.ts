import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDraft, readSurroundings } from '../../platform/draftText.ts';
import { listScriptFiles } from '../../platform/scriptLibrary.ts';
import { proveScript } from '../../shared/script/proof/proveScript.ts';

const dir = 'shared/script/library';

/** Time of the processor, because a machine may be busy with other things. */
function cpuMs(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

describe('proof as it is typed', () => {
  test('[AU1] a typical script is read, compiled and proved in less than 300 ms', () => {
    const around = readSurroundings(dir);
    const times = listScriptFiles(dir).map((file) => {
      const text = readFileSync(`${dir}/${file}`, 'utf8');
      return cpuMs(() => {
        const { script } = readDraft(text, around);
        expect(script !== null && proveScript(script).ok).toBe(true);
      });
    });
    expect(times.length).toBeGreaterThan(50);
    // Nine in ten, so that no author has an untypical script.
    const sorted = times.toSorted((left, right) => left - right);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(300);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { regionFlags, sharedRegionFlags } from '../../../server/operations/regionFlags.ts';
import { npmFault, packagesMissing } from '../../../tools/setup/packages.mjs';
import { readyUrl } from '../../../tools/setup/startRegion.ts';
import { closingLine, readOutcome } from '../../../tools/setup/testReport.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'luotsi-setup-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function writeLocks(wanted: object, installed: object): void {
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  writeFileSync(join(root, 'node_modules', '.bin', 'node'), '');
}

it('[SU11] `npm run region` starts the region with the bounds that everybody else starts it with', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts.region).toBe(`node ${regionFlags.join(' ')} server/main.ts`);
  expect(scripts['region:postgres']).toBe(`node ${sharedRegionFlags.join(' ')} server/main.ts`);
});

describe('packages', () => {
  it('[SU4] a fresh clone, another version and a missing package are noticed', () => {
    expect(packagesMissing(root)).toBe('nothing is installed yet');
    writeLocks({ 'node_modules/zod': { version: '2.0.0' } }, { 'node_modules/zod': { version: '1.0.0' } });
    expect(packagesMissing(root)).toBe('zod is not at 2.0.0');
    writeLocks({ 'node_modules/zod': { version: '2.0.0' } }, {});
    expect(packagesMissing(root)).toBe('zod is not at 2.0.0');
  });

  it('[SU4] what the lockfile asks for is not installed again, and packages of other systems are no reason', () => {
    const zod = { 'node_modules/zod': { version: '2.0.0' } };
    writeLocks({ ...zod, 'node_modules/@esbuild/win32-x64': { version: '1.0.0', optional: true } }, zod);
    expect(packagesMissing(root)).toBeUndefined();
    rmSync(join(root, 'node_modules', '.bin', 'node'));
    expect(packagesMissing(root)).toBe('the pinned Node is missing');
  });

  it.each([
    ['npm error code ENOSPC', /free about 2 GB/],
    ['npm error code EACCES', /writable/],
    ['npm error request failed, reason: getaddrinfo ENOTFOUND', /cannot reach its registry/],
    ['npm error code EUSAGE', /disagree/],
    ['something else', /run `npm ci`/],
  ])('[SU5] %s gets a remedy', (output, remedy) => {
    expect(npmFault(output).remedy).toMatch(remedy);
  });
});

describe('the closing line of a test run', () => {
  const report = JSON.stringify({ numPassedTests: 7, numFailedTests: 2 });

  it('[SU7] sums the reports of all runners', () => {
    const outcomes = [
      readOutcome('unit', { code: 0, report: JSON.stringify({ numPassedTests: 5, numFailedTests: 0 }) }),
      readOutcome('desk', { code: 1, report }),
    ];
    expect(closingLine(outcomes)).toBe('12 passed, 2 failed');
  });

  it('[SU7] a runner that fails without a failed test, or dies before its report, counts as a failure', () => {
    const noTest = JSON.stringify({ numPassedTests: 5, numFailedTests: 0 });
    expect(closingLine([readOutcome('unit', { code: 1, report: noTest })])).toBe('5 passed, 1 failed');
    expect(closingLine([readOutcome('unit', { code: 137, report: undefined })])).toBe('0 passed, 1 failed');
  });
});

describe('a region that starts', () => {
  it('[SU5] is ready at the line that says so, not before', () => {
    expect(readyUrl('{"region": "http://127.0.0.1:4600", "ready": true}')).toBe('http://127.0.0.1:4600');
    expect(readyUrl('{"region": "http://127.0.0.1:4600", "ready": false}')).toBeUndefined();
    expect(readyUrl('some other line')).toBeUndefined();
  });
});

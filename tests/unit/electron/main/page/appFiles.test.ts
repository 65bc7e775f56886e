import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAppFile, mimeOf } from '../../../../../electron/main/page/appFiles.ts';

const files = new Map([
  ['index.html', '/built/index.html'],
  ['assets/main-1a2b.js', '/built/assets/main-1a2b.js'],
  ['assets/odd.exe', '/built/assets/odd.exe'],
]);

describe('files of app://', () => {
  it('[SH29] a listed file is found with its type, whatever follows ? or #', () => {
    const index = { file: '/built/index.html', mime: 'text/html; charset=utf-8' };
    expect(findAppFile(files, 'app://luotsi/index.html')).toEqual(index);
    expect(findAppFile(files, 'app://luotsi/index.html?story=ready#/x')).toEqual(index);
    expect(findAppFile(files, 'app://luotsi/assets/main-1a2b.js')?.mime).toBe(
      'text/javascript; charset=utf-8',
    );
  });

  it('[SH29] a listed file of a kind that no page needs is not served', () => {
    expect(mimeOf('odd.exe')).toBeUndefined();
    expect(mimeOf('constructor')).toBeUndefined();
    expect(mimeOf('x.constructor')).toBeUndefined();
    expect(findAppFile(files, 'app://luotsi/assets/odd.exe')).toBeUndefined();
  });

  it('[SH29] ten thousand addresses made of climbing, encoding and absolute pieces reach no other file', () => {
    const piece = fc.constantFrom(
      ...[
        '..',
        '.',
        '/',
        '//',
        '\\',
        '%2e',
        '%2E%2e',
        '%2f',
        '%5c',
        '%00',
        '%252e',
        '\u0000',
        'C:',
        '~',
        '?',
        '#',
      ],
      ...[
        'index.html',
        'INDEX.HTML',
        'assets',
        'main-1a2b.js',
        'etc',
        'passwd',
        ':',
        '@',
        'luotsi',
        'app:',
        ' ',
        '\u202e',
      ],
    );
    const host = fc.constantFrom(
      'app://luotsi',
      'app://luotsi/',
      'app://LUOTSI/',
      'app:luotsi/',
      'app://luotsi.x/',
      'file:///',
      '',
    );
    const allowed = new Set(['/built/index.html', '/built/assets/main-1a2b.js']);
    fc.assert(
      fc.property(host, fc.array(piece, { maxLength: 12 }), (start, pieces) => {
        const address = `${start}${pieces.join('')}`;
        const found = findAppFile(files, address);
        if (found === undefined) return;
        expect(allowed.has(found.file)).toBe(true);
        const [path] = address.slice('app://luotsi/'.length).split(/[?#]/, 1);
        expect(files.get(path ?? '')).toBe(found.file);
      }),
      { numRuns: 10_000 },
    );
  });
});

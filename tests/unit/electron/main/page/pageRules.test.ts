import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../../../electron/main/page/contentPolicy.ts';
import { mayLoad, mayNavigate, pageUrl } from '../../../../../electron/main/page/navigationRule.ts';
import { mayUse, permissionNames } from '../../../../../electron/main/page/permissionRule.ts';
import { isTrustedSender } from '../../../../../electron/main/page/senderRule.ts';

const product = { developmentUrl: null };
const development = { developmentUrl: 'http://127.0.0.1:5173/' };

describe('rules of a page', () => {
  it('[SH23] the policy names no unsafe source and no other origin', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("connect-src 'none'");
    expect(contentSecurityPolicy).toContain("require-trusted-types-for 'script'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|http|\*|blob:|wasm/);
  });

  it('[SH25] a window goes to its own page and to nothing that looks like it', () => {
    expect(mayNavigate('app://luotsi/index.html', product)).toBe(true);
    expect(mayNavigate('app://luotsi/index.html#/contact/1', product)).toBe(true);
    const strangers = [
      'app://luotsi/index.html?x',
      'app://luotsi/',
      'app://luotsi/index.html/',
      'app://luotsi.example/index.html',
      'app://luotsi@example/index.html',
      'APP://luotsi/index.html',
      'file:///app://luotsi/index.html',
      'https://luotsi/index.html',
      'javascript:1',
      'about:blank',
      'http://127.0.0.1:5173/',
      '',
    ];
    expect(strangers.filter((url) => mayNavigate(url, product))).toEqual([]);
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        expect(mayNavigate(url, product)).toBe(false);
        expect(mayLoad(url, product)).toBe(false);
      }),
    );
  });

  it('[SH24] development alone loads from its build server', () => {
    expect(pageUrl(development)).toBe('http://127.0.0.1:5173/');
    expect(mayLoad('http://127.0.0.1:5173/main.tsx', development)).toBe(true);
    expect(mayLoad('ws://127.0.0.1:5173/', development)).toBe(true);
    expect(mayLoad('http://127.0.0.1:5174/', development)).toBe(false);
    expect(mayLoad('http://127.0.0.1:5173.example/', development)).toBe(false);
    expect(mayLoad('http://127.0.0.1:5173/main.tsx', product)).toBe(false);
    expect(mayLoad('data:text/html,x', product)).toBe(false);
    expect(mayLoad('data:image/png;base64,', product)).toBe(true);
  });

  it('[SH26] each permission is refused, and so is a name that nobody has decided about', () => {
    expect(permissionNames.length).toBeGreaterThan(40);
    expect(permissionNames.filter(mayUse)).toEqual([]);
    for (const name of ['', 'constructor', '__proto__', 'a-new-one']) expect(mayUse(name)).toBe(false);
  });

  it('[SH28] a sender is our own top frame at our own origin, all of it at once', () => {
    const top = {};
    const good = { frame: top, mainFrame: top, origin: 'app://luotsi', ours: true };
    const origins = ['app://luotsi'];
    expect(isTrustedSender(good, origins)).toBe(true);
    const bad = [
      { ...good, ours: false },
      { ...good, frame: {} },
      { ...good, frame: null },
      { ...good, frame: null, mainFrame: null },
      { ...good, origin: 'app://luotsi.example' },
      { ...good, origin: 'app://luotsi/' },
      { ...good, origin: 'null' },
      { ...good, origin: '' },
    ];
    expect(bad.filter((one) => isTrustedSender(one, origins))).toEqual([]);
  });
});

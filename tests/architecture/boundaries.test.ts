import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundaryRules } from './kit/boundaryRules.ts';
import { findBoundaryBreaks, inWords } from './kit/findBoundaryBreaks.ts';
import { readImports } from './kit/readImports.ts';
import { listPaths, parseSource, readSources } from './kit/sourceFile.ts';

const root = new URL('../..', import.meta.url).pathname;

describe('boundaries of the tree', () => {
  it('[SU1] no file imports against the direction of the tree', () => {
    expect(findBoundaryBreaks(readSources(root)).map(inWords)).toEqual([]);
  });

  it('[SU1] shared has the five folders of the house and at most eight files in base', () => {
    const folders = new Set(
      listPaths(root, 'shared').flatMap((path) => path.split('/').slice(1, -1).slice(0, 1)),
    );
    expect(
      [...folders].filter((one) => !['base', 'script', 'domain', 'op', 'protocol'].includes(one)),
    ).toEqual([]);
    expect(listPaths(root, 'shared/base').filter((path) => path.endsWith('.ts')).length).toBeLessThanOrEqual(
      8,
    );
  });

  it('[SU1] every package that is imported is pinned in package.json', () => {
    const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
    const pinned = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]);
    const imported = readSources(root).flatMap(readImports);
    expect(
      imported
        .filter((one) => one.to.startsWith('npm:') && !pinned.has(one.to.slice(4)))
        .map((one) => one.from),
    ).toEqual([]);
    expect(
      Object.values({ ...manifest.dependencies, ...manifest.devDependencies }).filter((one) =>
        /[\^~*]/.test(`${one}`),
      ),
    ).toEqual([]);
  });
});

const wrong: readonly (readonly [rule: string, path: string, code: string])[] = [
  ['shared-only-shared', 'shared/op/a.ts', "import { x } from '../../db/sql.ts';"],
  ['shared-only-shared', 'shared/op/a.ts', "import { readFileSync } from 'node:fs';"],
  ['shared-only-shared', 'shared/op/a.ts', "import type { x } from 'pino';"],
  ['db-only-shared', 'db/a.ts', "import { x } from '../platform/clock.ts';"],
  ['db-only-shared', 'db/a.ts', "import { x } from '../shared/protocol/deskProtocol.ts';"],
  ['db-domain-types', 'db/a.ts', "import { take } from '../shared/domain/handoff/handoff.ts';"],
  ['platform-only-shared', 'platform/a.ts', "import { x } from '../db/sql.ts';"],
  ['platform-holders', 'renderer/a.tsx', "import { x } from '../platform/clock.ts';"],
  ['main-is-a-porter', 'electron/main/a.ts', "import { x } from '../../shared/domain/call/call.ts';"],
  ['main-is-a-porter', 'electron/main/a.ts', "import { x } from '../engine/engine.ts';"],
  ['preload-is-a-bridge', 'electron/preload/desk.ts', "import { x } from '../../shared/op/op.ts';"],
  ['engine-not-window-or-region', 'electron/engine/a.ts', "import { x } from '../../server/region.ts';"],
  ['engine-not-region-tables', 'electron/engine/a.ts', "import { x } from '../../db/region/users.ts';"],
  ['renderer-not-db', 'renderer/a.tsx', "import { x } from '../db/sql.ts';"],
  ['renderer-not-db', 'renderer/a.tsx', "const x = await import('../electron/engine/engine.ts');"],
  [
    'renderer-types-of-script-and-bridge',
    'renderer/a.tsx',
    "import { x } from '../shared/script/stepScript.ts';",
  ],
  ['ui-knows-no-domain', 'renderer/ui/a.tsx', "import { x } from '../features/call/CallView.tsx';"],
  ['server-not-desk', 'server/a.ts', "import { x } from '../electron/engine/engine.ts';"],
  ['server-not-desk-tables', 'server/a.ts', "import { x } from '../db/workstation/handoffs.ts';"],
  ['nobody-needs-tests', 'server/a.ts', "import { x } from '../tests/kit/makers.ts';"],
  ['tools-not-tests', 'tools/a.ts', "import { x } from '../tests/kit/makers.ts';"],
  ['base-first', 'shared/base/a.ts', "import { x } from '../op/op.ts';"],
  ['script-second', 'shared/script/a.ts', "import { x } from '../domain/call/call.ts';"],
  ['domain-third', 'shared/domain/call/a.ts', "import { x } from '../../op/op.ts';"],
  ['op-fourth', 'shared/op/a.ts', "import { x } from '../protocol/deskProtocol.ts';"],
  ['postgres-only-in-its-store', 'server/session/a.ts', "import pg from 'pg';"],
  ['xstate-only-in-script', 'shared/domain/call/a.ts', "import { setup } from 'xstate';"],
  ['sockets-only-in-link', 'server/a.ts', "import { Server } from 'socket.io';"],
  ['socket-of-desk-only-in-sync', 'electron/engine/a.ts', "import { io } from 'socket.io-client';"],
  ['sqlite-only-in-db', 'server/a.ts', "import Database from 'better-sqlite3';"],
  ['electron-only-in-shell', 'electron/engine/a.ts', "import { app } from 'electron';"],
  ['node-not-in-window', 'renderer/a.tsx', "import { join } from 'node:path';"],
  ['db-packages', 'db/a.ts', "import { z } from 'zod';"],
  ['main-packages', 'electron/main/a.ts', "import { z } from 'zod';"],
  ['preload-packages', 'electron/preload/a.ts', "import { z } from 'zod';"],
  ['engine-packages', 'electron/engine/a.ts', "import express from 'express';"],
  ['renderer-packages', 'renderer/a.tsx', "import moment from 'moment';"],
  ['server-packages', 'server/a.ts', "import express from 'express';"],
  ['platform-packages', 'platform/a.ts', "import express from 'express';"],
  ['noun-by-its-main-file', 'shared/domain/call/a.ts', "import { x } from '../handoff/takeHandoff.ts';"],
  ['import-the-file', 'shared/domain/call/a.ts', "import { x } from '../handoff';"],
];

describe('each boundary rule bites', () => {
  it.each(wrong)('[SU1] %s is broken by %s', (rule, path, code) => {
    expect(findBoundaryBreaks([parseSource(path, code)]).map((one) => one.rule)).toContain(rule);
  });

  it('[SU1] every rule has an example that breaks it', () => {
    const shown = new Set(wrong.map(([rule]) => rule));
    expect(boundaryRules.map((rule) => rule.name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('[SU1] values that import each other in a ring are found, types are not', () => {
    const ring = (word: string) => [
      parseSource('shared/op/a.ts', `${word} { b } from './b.ts'; export const a = 1;`),
      parseSource('shared/op/b.ts', `${word} { a } from './a.ts'; export const b = 1;`),
    ];
    expect(findBoundaryBreaks(ring('import')).map((one) => one.rule)).toEqual(['no-cycles']);
    expect(findBoundaryBreaks(ring('import type'))).toEqual([]);
  });

  it('[SU1] imports along the tree pass', () => {
    const right = [
      parseSource(
        'renderer/features/call/CallView.tsx',
        "import type { S } from '../../../shared/script/scriptFormat.ts';",
      ),
      parseSource(
        'shared/domain/call/rule.ts',
        "import { x } from '../handoff/handoff.ts'; import { z } from 'zod';",
      ),
      parseSource(
        'server/link/serve.ts',
        "import { Server } from 'socket.io'; import { x } from '../../db/region/users.ts';",
      ),
      parseSource(
        'db/a.ts',
        "import type { H } from '../shared/domain/handoff/handoff.ts'; import D from 'better-sqlite3';",
      ),
    ];
    expect(findBoundaryBreaks(right)).toEqual([]);
  });
});

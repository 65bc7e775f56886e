export interface BoundaryRule {
  readonly name: string;
  readonly why: string;
  readonly from: RegExp;
  /** What may not be imported. */
  readonly to: RegExp;
  readonly unlessFrom?: RegExp;
  readonly unlessTo?: RegExp;
  /** Type-only imports are let through. */
  readonly typesAllowed?: true;
}

const anything = /./;
const ours = /^(shared|db|platform|electron|renderer|server|tests|tools)\//;
const outside = /^(npm|node):/;
const trial = /^(tests|tools)\//;

// First the folders of the tree, then the line inside shared, then who may hold which package.
export const boundaryRules: readonly BoundaryRule[] = [
  {
    name: 'shared-only-shared',
    why: 'shared is a function: no input, no output, no framework',
    from: /^shared\//,
    to: anything,
    unlessTo: /^(shared\/|npm:zod$|npm:xstate$)/,
  },
  {
    name: 'db-only-shared',
    why: 'db is SQLite and nothing else',
    from: /^db\//,
    to: ours,
    unlessTo: /^(db|shared\/(op|base|domain))\//,
  },
  {
    name: 'db-domain-types',
    why: 'db stores what the rules say and decides nothing',
    from: /^db\//,
    to: /^shared\/domain\//,
    typesAllowed: true,
  },
  {
    name: 'platform-only-shared',
    why: 'platform adapts the machine; it knows no database, window or region',
    from: /^platform\//,
    to: ours,
    unlessTo: /^(platform|shared)\//,
  },
  {
    name: 'platform-holders',
    why: 'clock, ids and files are held by the engine and the region; windows and rules get them as arguments',
    from: /^(shared|db|renderer|electron\/(main|preload))\//,
    to: /^platform\//,
  },
  {
    name: 'main-is-a-porter',
    why: 'main opens doors; it has no database and no rules',
    from: /^electron\/main\//,
    to: ours,
    unlessTo: /^(electron\/main\/|shared\/base\/|shared\/protocol\/shellProtocol\.ts$)/,
  },
  {
    name: 'preload-is-a-bridge',
    why: 'preload knows the words on the wire and nothing else',
    from: /^electron\/preload\//,
    to: ours,
    unlessTo: /^(electron\/preload|shared\/protocol)\//,
  },
  {
    name: 'engine-not-window-or-region',
    why: 'the engine talks to window and region by messages',
    from: /^electron\/engine\//,
    to: ours,
    unlessTo: /^(electron\/engine|shared|db|platform)\//,
  },
  {
    name: 'engine-not-region-tables',
    why: 'a desk has no table of the region',
    from: /^electron\/engine\//,
    to: /^db\/region\//,
  },
  {
    name: 'renderer-not-db',
    why: 'the renderer is a stranger: commands, queries and topics only',
    from: /^renderer\//,
    to: ours,
    unlessTo: /^(renderer|shared\/(domain|protocol|base|script)|electron\/preload)\//,
  },
  {
    name: 'renderer-types-of-script-and-bridge',
    why: 'the renderer shows scripts and calls the bridge; it runs neither',
    from: /^renderer\//,
    to: /^(shared\/script|electron\/preload)\//,
    typesAllowed: true,
  },
  {
    name: 'ui-knows-no-domain',
    why: 'buttons, fields and lists know no domain word',
    from: /^renderer\/ui\//,
    to: /^(shared\/(domain|protocol|script)|renderer\/(features|desk|stories))\//,
  },
  {
    name: 'server-not-desk',
    why: 'the region talks to desks by messages',
    from: /^server\//,
    to: ours,
    unlessTo: /^(server|shared|platform|db)\//,
  },
  {
    name: 'server-not-desk-tables',
    why: 'the region has no table of a desk',
    from: /^server\//,
    to: /^db\/workstation\//,
  },
  {
    name: 'nobody-needs-tests',
    why: 'the product never imports tests or tools',
    from: ours,
    to: /^(tests|tools)\//,
    unlessFrom: trial,
  },
  {
    name: 'tools-not-tests',
    why: 'a tool runs without the tests',
    from: /^tools\//,
    to: /^tests\//,
    unlessTo: /^tests\/people\//,
  },
  { name: 'base-first', why: 'base stands on nothing', from: /^shared\/base\//, to: /^shared\/(?!base\/)/ },
  {
    name: 'script-second',
    why: 'a script knows no noun',
    from: /^shared\/script\//,
    to: /^shared\/(domain|op|protocol)\//,
  },
  {
    name: 'domain-third',
    why: 'a rule returns bodies of facts and knows nothing of the log or the wire',
    from: /^shared\/domain\//,
    to: /^shared\/(op|protocol)\//,
  },
  { name: 'op-fourth', why: 'the log knows no wire', from: /^shared\/op\//, to: /^shared\/protocol\// },
  {
    name: 'xstate-only-in-script',
    why: 'machines stand behind the façade in shared/script',
    from: ours,
    to: /^npm:@?xstate/,
    unlessFrom: /^(shared\/script|tests|tools)\//,
  },
  {
    name: 'sockets-only-in-link',
    why: 'the region meets the network in one folder',
    from: ours,
    to: /^npm:(socket\.io|@socket\.io\/.*)$/,
    unlessFrom: /^(server\/link|tests|tools)\//,
  },
  {
    name: 'socket-of-desk-only-in-sync',
    why: 'the desk meets the network in one folder',
    from: ours,
    to: /^npm:socket\.io-client$/,
    unlessFrom: /^(electron\/engine\/sync|tests|tools)\//,
  },
  {
    name: 'sqlite-only-in-db',
    why: 'one folder opens databases, so every open has the same pragmas',
    from: ours,
    to: /^npm:better-sqlite3$|^node:sqlite$/,
    unlessFrom: /^(db|tests|tools)\//,
  },
  {
    name: 'postgres-only-in-its-store',
    why: 'one folder speaks to PostgreSQL, so every connection has the same settings',
    from: ours,
    to: /^npm:pg$/,
    unlessFrom: /^(server\/store\/postgres|tests|tools)\//,
  },
  {
    name: 'electron-only-in-shell',
    why: 'the engine must run as a plain Node program',
    from: ours,
    to: /^npm:electron$/,
    unlessFrom: /^(electron\/(main|preload)|tests|tools)\//,
  },
  {
    name: 'node-not-in-window',
    why: 'renderer and preload run sandboxed',
    from: /^(renderer|electron\/preload|shared)\//,
    to: /^node:/,
  },
  {
    name: 'db-packages',
    why: 'db needs the database and the machine',
    from: /^db\//,
    to: outside,
    unlessTo: /^(npm:better-sqlite3$|node:)/,
  },
  {
    name: 'main-packages',
    why: 'main is small',
    from: /^electron\/main\//,
    to: outside,
    unlessTo: /^(npm:electron$|node:)/,
  },
  {
    name: 'preload-packages',
    why: 'the bridge is under 80 lines',
    from: /^electron\/preload\//,
    to: outside,
    unlessTo: /^npm:electron$/,
  },
  {
    name: 'engine-packages',
    why: 'the engine is rules, database and link',
    from: /^electron\/engine\//,
    to: /^npm:/,
    unlessTo: /^npm:(socket\.io-client|zod)$/,
  },
  {
    name: 'renderer-packages',
    why: 'what the window loads is chosen, not drifted into',
    from: /^renderer\//,
    to: outside,
    unlessTo: /^npm:(react|react-dom|react-aria-components|i18next|lucide-react|@fontsource.*|vite)$/,
  },
  {
    name: 'server-packages',
    why: 'the region is a link, a log and its figures',
    from: /^server\//,
    to: /^npm:/,
    unlessTo: /^npm:(socket\.io|prom-client|pino|pg|zod)$/,
  },
  {
    name: 'platform-packages',
    why: 'platform adapts the machine',
    from: /^platform\//,
    to: /^npm:/,
    unlessTo: /^npm:(pino|yaml|zod|@medplum\/core)$/,
  },
];

// A region whose desks are signed in already: so many that signing in would be what is measured.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, systemScheduler } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import { createHttpServer } from '../../server/link/httpRoutes.ts';
import { serveDesks } from '../../server/link/serveDesks.ts';
import { createRegionMetrics } from '../../server/operations/regionMetrics.ts';
import { createRegion } from '../../server/region.ts';
import { createTokenSigner } from '../../server/session/accessToken.ts';
import { createSignIn } from '../../server/session/signIn.ts';
import { openPostgresStore } from '../../server/store/postgres/postgresStore.ts';
import { openSqliteStore } from '../../server/store/sqliteStore.ts';
import { regionScope, unitScope } from '../../shared/op/opCatalogue.ts';
import { silentLog } from '../sim/silentLog.ts';

const [, , folder = '', deskCount = '0', databaseUrl] = process.argv;
const desksPerUnit = 10;
const dayMs = 24 * 3_600_000;

mkdirSync(folder, { recursive: true });
const clock = systemClock;
const scheduler = systemScheduler;
const log = silentLog;
const ids = idsFrom(clock, systemRandom);
const firstEpoch = ids.newId('epoch');
const key = new Uint8Array(32).fill(7);
const store =
  databaseUrl === undefined
    ? openSqliteStore({ kind: 'file', path: join(folder, 'region.db'), key }, firstEpoch)
    : await openPostgresStore({ url: databaseUrl, firstEpoch, scheduler, log });
const metrics = createRegionMetrics();
const region = await createRegion({ store, clock, scheduler, ids, log, metrics });
const signIn = await createSignIn({ store, clock, ids, log });
const signer = createTokenSigner(await store.getTokenKey(ids.secret(32)));
const expiresAtMs = clock.now() + dayMs;
const tokens: string[] = [];
for (let number = 0; number < Number(deskCount); number += 1) {
  const unit = `unit_scale_${Math.floor(number / desksPerUnit)}`;
  const session = `session_scale_${number}`;
  await store.saveSession({
    id: session,
    user: `scale.${number}`,
    name: `Person ${number}`,
    role: 'nurse',
    unit,
    scopes: [unitScope(unit), regionScope],
    desk: `desk_scale_${number}`,
    expiresAtMs,
    refreshIssued: 1,
    refreshUsed: 0,
    ended: false,
  });
  tokens.push(signer.sign({ session, expiresAtMs }));
}
const http = createHttpServer({ region, signIn, metrics, log });
serveDesks(http, { region, signIn, store, clock, log });
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`${JSON.stringify({ region: `http://127.0.0.1:${address.port}`, tokens })}\n`);
});
process.on('SIGTERM', () => process.exit(0));

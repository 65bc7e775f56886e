// The real region with twenty people of twenty units, who all also belong to one shared unit: workload W1.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from '../../../platform/argon2id.ts';
import { systemClock, systemScheduler } from '../../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../../platform/ids.ts';
import { createHttpServer } from '../../../server/link/httpRoutes.ts';
import { serveDesks } from '../../../server/link/serveDesks.ts';
import { createRegionMetrics } from '../../../server/operations/regionMetrics.ts';
import { createRegion } from '../../../server/region.ts';
import { createSignIn } from '../../../server/session/signIn.ts';
import { openPostgresStore } from '../../../server/store/postgres/postgresStore.ts';
import { openSqliteStore } from '../../../server/store/sqliteStore.ts';
import { regionScope, unitScope } from '../../../shared/op/opCatalogue.ts';
import { silentLog } from '../../sim/silentLog.ts';
import { stormDesks } from './leastEdit.ts';
import { sharedUnit, stormUnit, stormUser } from './stormPeople.ts';

const [, , folder = '', databaseUrl] = process.argv;
mkdirSync(folder, { recursive: true });
const clock = systemClock;
const scheduler = systemScheduler;
const ids = idsFrom(clock, systemRandom);
const key = new Uint8Array(32).fill(7);
const firstEpoch = ids.newId('epoch');
const store =
  databaseUrl === undefined
    ? openSqliteStore({ kind: 'file', path: join(folder, 'region.db'), key }, firstEpoch)
    : await openPostgresStore({ url: databaseUrl, firstEpoch, scheduler, log: silentLog });
const passwordHash = await hashPassword('bench', systemRandom.bytes(16));
for (let number = 0; number < stormDesks; number += 1) {
  const unit = stormUnit(number);
  const scopes = [unitScope(unit), unitScope(sharedUnit), regionScope];
  await store.saveUser({
    user: stormUser(number),
    name: `Person ${number}`,
    role: 'nurse',
    unit,
    scopes,
    passwordHash,
  });
}
const metrics = createRegionMetrics();
const region = await createRegion({ store, clock, scheduler, ids, log: silentLog, metrics });
const signIn = await createSignIn({ store, clock, ids, log: silentLog });
const http = createHttpServer({ region, signIn, metrics, log: silentLog });
serveDesks(http, { region, signIn, store, clock, log: silentLog });
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`${JSON.stringify({ region: `http://127.0.0.1:${address.port}` })}\n`);
});
process.on('SIGTERM', () => process.exit(0));

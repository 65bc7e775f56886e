// A new key for releases, signed over by the one before it. The region must stand still; it is told where it is as the
// region itself is (LUOTSI_DATA, DATABASE_URL).
import { systemClock, systemScheduler } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { changeReleaseKey } from '../../server/release/releaseKeys.ts';
import { openPlace } from '../../server/store/openPlace.ts';
import { placeFrom } from '../../server/store/placeFrom.ts';
import { endWithUsage } from '../commandLine.ts';

const usage =
  'LUOTSI_DATA=DIR npm run -s release:key   (desks trust the new key because the old one signed it)';
const opened = await openPlace(
  placeFrom(process.env, (text) => endWithUsage(text, usage)),
  {
    scheduler: systemScheduler,
    random: systemRandom,
    log: silentLogger,
    firstEpoch: idsFrom(systemClock, systemRandom).newId('epoch'),
  },
);
const keyId = await changeReleaseKey(opened.store);
await opened.close();
process.stdout.write(`${JSON.stringify({ keyId })}\n`);

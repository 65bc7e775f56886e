// `npm run demo`: one call from ring to closed in real windows, by keyboard, with the network cut and the engine
// killed in the middle. Ends with what the region holds, read back by a desk that was not there.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  assessWithTrouble,
  decideAndPlan,
  identify,
  offerAndClose,
  receive,
  reconnect,
  ringAndAnswer,
  type Tell,
} from './desk/demoCall.ts';
import { openStage, type Stage } from './desk/demoStage.ts';
import { root } from './desk/launchDesk.ts';
import { readAtRegion } from './desk/readAtRegion.ts';

const begun = performance.now();
const pictures = 'demo';
let count = 0;

const say = (text: string): void => {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${text}\n`);
};

const tell: Tell = async (seat, text, picture) => {
  say(text);
  if (picture === undefined) return;
  count += 1;
  await seat.desk.shot(`${pictures}/${String(count).padStart(2, '0')}-${picture}.png`);
};

rmSync(join(root, 'out', pictures), { recursive: true, force: true });
mkdirSync(join(root, 'out', pictures), { recursive: true });
let stage: Stage | undefined;
process.once('SIGINT', () => void stage?.end().then(() => process.exit(130)));
try {
  stage = await openStage(say, { env: { DEMO_RING_MS: '1500' } });
  const nurse = await stage.seat('nurse');
  await ringAndAnswer(nurse, tell);
  await identify(nurse, tell);
  await assessWithTrouble(nurse, tell);
  await decideAndPlan(nurse, tell);
  await offerAndClose(nurse, tell);
  const contactId = await reconnect(nurse, tell);
  const social = {
    user: 'social.nieminen',
    readBack: 'Arvioin avun tarpeen kotona.',
    done: 'Kotikäynti sovittu.',
  };
  const coordinator = {
    user: 'coordinator.salo',
    readBack: 'Kokoan palvelut yhteen.',
    done: 'Ateriapalvelu tilattu.',
  };
  await receive(stage, social, tell);
  await receive(stage, coordinator, tell);
  say('a desk that was not there reads the record back from the region:');
  for (const line of await readAtRegion(stage, contactId)) say(`  ${line}`);
  say(`the call is whole; pictures in out/${pictures}`);
} catch (error) {
  process.exitCode = 1;
  await stage?.seats
    .at(-1)
    ?.desk.shot(`${pictures}/failed.png`)
    .catch(() => undefined);
  say(`THE DEMO STOPPED: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await stage?.end();
}

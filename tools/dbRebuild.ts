// Makes the projections of a desk again from its log. The log itself is never touched.
import { openDeskStore } from '../electron/engine/record/deskStore.ts';
import { rebuildProjections } from '../electron/engine/record/rebuildProjections.ts';
import { openFolder } from './desk/openFolder.ts';

const folder = await openFolder('db:rebuild');
if (folder === null) process.exit(2);
const records = rebuildProjections(openDeskStore(folder.db, () => {}));
folder.close();
process.stdout.write(`${records} records made again from the log.\n`);

// The second half of `npm test`, in the pinned Node. `npm test -- types unit` runs the named stages alone.
import { runStages } from './stages.ts';

process.exitCode = await runStages(process.argv.slice(2));

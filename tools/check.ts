// `npm run check`: what a change must pass before it is shown to anybody; under a minute.
import { runStages } from './setup/stages.ts';

process.exitCode = await runStages(['types', 'lint', 'unit']);

import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import { engineEnv } from '../launch/engineEnv.ts';
import type { StartEngine } from './engineProcess.ts';
import { forkEngine } from './forkedEngine.ts';
import { forkUtilityEngine } from './utilityEngine.ts';

/** The database's binding needs this Node-API; Electron's of the last years have it, the old fallback runtime has not. */
const napiMin = 10;

export interface EngineHere {
  readonly folder: string;
  readonly testing: boolean;
}

export function startEngineHere({ folder, testing }: EngineHere): StartEngine<MessagePortMain> {
  const file = join(folder, 'dist', 'engine', 'main.mjs');
  const env = engineEnv(process.env, testing);
  return Number(process.versions.napi) >= napiMin
    ? forkUtilityEngine({ file, env })
    : forkEngine({ file, env, node: join(folder, 'node_modules', '.bin', 'node') });
}

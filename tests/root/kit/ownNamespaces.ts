import { readlinkSync } from 'node:fs';
import { outerNetwork } from '../../../tools/trust/rootRun.ts';

/** What these tests do to the network and the mounts must not happen to the machine. */
export function requireOwnNamespaces(): void {
  const outer = process.env[outerNetwork] ?? '';
  if (outer === '' || outer === readlinkSync('/proc/self/ns/net'))
    throw new Error('these tests run in namespaces of their own: npm run trust -- --only R06,R14');
}

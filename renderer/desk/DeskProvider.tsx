import { createContext, type ReactNode, useContext } from 'react';
import { assert } from '../../shared/base/assert.ts';
import type { DeskPort } from './deskPort.ts';

const PortContext = createContext<DeskPort | null>(null);

export function DeskProvider({ port, children }: { port: DeskPort; children: ReactNode }) {
  return <PortContext.Provider value={port}>{children}</PortContext.Provider>;
}

export function useDeskPort(): DeskPort {
  const port = useContext(PortContext);
  assert(port !== null, 'a screen stands outside the desk');
  return port;
}

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { assert } from '../../shared/base/assert.ts';
import { useDeskPort } from './DeskProvider.tsx';
import { type Drafts, openDrafts } from './drafts.ts';

const DraftsContext = createContext<Drafts | null>(null);

/** Stands for as long as one person is signed in: what they had begun is read once, before the first field that may go on with it. */
export function DraftsProvider({ children }: { children: ReactNode }) {
  const port = useDeskPort();
  const [drafts, setDrafts] = useState<Drafts | null>(null);
  useEffect(() => {
    let isGone = false;
    void port.query('desk.drafts', {}).then((answer) => {
      if (!isGone) setDrafts(openDrafts(port, answer.kind === 'done' ? answer.result : []));
    });
    return () => {
      isGone = true;
    };
  }, [port]);
  return drafts === null ? null : <DraftsContext.Provider value={drafts}>{children}</DraftsContext.Provider>;
}

export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext);
  assert(drafts !== null, 'a field stands outside the frame');
  return drafts;
}

import { lazy, Suspense, useEffect, useState } from 'react';
import type { Language } from '../../../shared/base/text.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { isSessionGoing, noteDoor } from '../session/doorMemory.ts';
import { SignInScreen } from '../session/SignInScreen.tsx';
import { useAppliedPreferences } from './useAppliedPreferences.ts';

/** The work screens are a chunk of their own: the door does not wait for them, and they are there before anybody is in. */
const loadWorkspace = async () => {
  const { Workspace } = await import('./Workspace.tsx');
  return { default: Workspace };
};
const Workspace = lazy(loadWorkspace);

function loadAfterPaint(): void {
  requestAnimationFrame(() => setTimeout(() => void loadWorkspace()));
}

/** A language picked at the door counts before there is a database to keep it in. */
export function App() {
  const [doorLanguage, setDoorLanguage] = useState<Language | null>(null);
  const { data, fault } = useLiveQuery('session.current', {});
  useAppliedPreferences(data?.session === null ? doorLanguage : null);
  useEffect(() => (isSessionGoing() ? void loadWorkspace() : loadAfterPaint()), []);
  useEffect(() => {
    if (data !== undefined) noteDoor(data);
  }, [data]);
  if (data?.session === null || data?.session === undefined)
    return (
      <SignInScreen
        view={data ?? null}
        fault={fault}
        doorLanguage={doorLanguage}
        onLanguage={setDoorLanguage}
      />
    );
  return (
    <Suspense fallback={null}>
      <Workspace key={data.session.id} session={data.session} mode={data.mode} />
    </Suspense>
  );
}

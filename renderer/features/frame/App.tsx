import { useState } from 'react';
import type { Language } from '../../../shared/base/text.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { SignInScreen } from '../session/SignInScreen.tsx';
import { useAppliedPreferences } from './useAppliedPreferences.ts';
import { Workspace } from './Workspace.tsx';

/** A language picked at the door counts before there is a database to keep it in. */
export function App() {
  const [doorLanguage, setDoorLanguage] = useState<Language | null>(null);
  const { data, fault } = useLiveQuery('session.current', {});
  useAppliedPreferences(data?.session === null ? doorLanguage : null);
  if (data?.session === null || data?.session === undefined)
    return (
      <SignInScreen
        view={data ?? null}
        fault={fault}
        doorLanguage={doorLanguage}
        onLanguage={setDoorLanguage}
      />
    );
  return <Workspace key={data.session.id} session={data.session} mode={data.mode} />;
}

import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { SignInScreen } from '../session/SignInScreen.tsx';
import { useAppliedPreferences } from './useAppliedPreferences.ts';
import { Workspace } from './Workspace.tsx';

export function App() {
  useAppliedPreferences();
  const { data, fault } = useLiveQuery('session.current', {});
  if (data?.session === null || data?.session === undefined)
    return <SignInScreen view={data ?? null} fault={fault} />;
  return <Workspace key={data.session.id} session={data.session} mode={data.mode} />;
}

import { useMemo, useSyncExternalStore } from 'react';
import type { QueryArgs, QueryName, QueryResults } from '../../shared/protocol/deskProtocol.ts';
import { useDeskPort } from './DeskProvider.tsx';
import type { Live, LiveSource } from './deskPort.ts';

const nothing: Live<never> = { data: undefined, refusal: null, fault: null };
const silent: LiveSource<never> = { subscribe: () => () => {}, current: () => nothing };

/** Follows a query while the component is on screen. With `null` as arguments it asks nothing. */
export function useLiveQuery<Name extends QueryName>(
  name: Name,
  args: QueryArgs<Name> | null,
): Live<QueryResults[Name]> {
  const port = useDeskPort();
  const key = args === null ? null : JSON.stringify(args);
  // The key says all there is to say of the arguments; the object itself is new on every render.
  const source = useMemo((): LiveSource<QueryResults[Name]> => {
    if (key === null) return silent;
    return port.live(name, JSON.parse(key) as QueryArgs<Name>);
  }, [port, name, key]);
  return useSyncExternalStore(source.subscribe, source.current);
}

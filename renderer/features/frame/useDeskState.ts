import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useFrame } from './frameContext.ts';

/** What a person may choose; ringing, talking and wrapping up follow from contacts. */
export type ChosenState = 'ready' | 'break' | 'casework';

export interface DeskStateNow {
  readonly state: ChosenState;
  /** Since when the region has known of it. */
  readonly since: string | null;
  readonly set: (state: ChosenState) => void;
}

export function useDeskState(): DeskStateNow {
  const { session, chosenState, choose } = useFrame();
  const { data: presence } = useLiveQuery('presence.list', {});
  const command = useCommand('desk.setState');
  const own = presence?.desks.find((desk) => desk.desk === session.desk && desk.user === session.user);
  const told = own?.state === 'ready' || own?.state === 'break' ? own.state : 'casework';
  const state = chosenState ?? told;
  return {
    state,
    since: own !== undefined && own.state === state ? own.since : null,
    set: (next) => {
      choose(next);
      void command.run({ state: next });
    },
  };
}

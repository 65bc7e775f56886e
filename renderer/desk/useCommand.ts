import { useCallback, useRef, useState } from 'react';
import type { FaultCode } from '../../shared/base/refusal.ts';
import type { CommandArgs, CommandName, CommandResults } from '../../shared/protocol/deskProtocol.ts';
import { useDeskPort } from './DeskProvider.tsx';
import type { Answer, DeskPort, RefusedAnswer } from './deskPort.ts';

export interface CommandState<Name extends CommandName> {
  /** `seen`: what stood on the screen of what it writes over; see {@link DeskPort.command}. */
  readonly run: (args: CommandArgs<Name>, seen?: readonly string[]) => Promise<Answer<CommandResults[Name]>>;
  readonly busy: boolean;
  /** Why the last run was refused or failed; null while running and after a success. */
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
  readonly clear: () => void;
}

interface Trouble {
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

const noTrouble: Trouble = { refusal: null, fault: null };

/** Sends one kind of wish. `run` never rejects: what went wrong is in its answer and in the state. */
export function useCommand<Name extends CommandName>(name: Name): CommandState<Name> {
  const port = useDeskPort();
  const [running, setRunning] = useState(0);
  const [trouble, setTrouble] = useState(noTrouble);
  const latest = useRef(0);
  // Most screens never look whether a wish is on its way: they are not drawn again for its coming and going.
  const isWatched = useRef(false);
  const run = useCallback(
    async (args: CommandArgs<Name>, seen?: readonly string[]) => {
      latest.current += 1;
      const turn = latest.current;
      if (isWatched.current) setRunning((now) => now + 1);
      setTrouble(noTrouble);
      const wasWatched = isWatched.current;
      const answer = await port.command(name, args, seen);
      if (wasWatched) setRunning((now) => now - 1);
      if (turn === latest.current) setTrouble(troubleOf(answer));
      return answer;
    },
    [port, name],
  );
  const clear = useCallback(() => setTrouble(noTrouble), []);
  return {
    run,
    get busy() {
      isWatched.current = true;
      return running > 0;
    },
    refusal: trouble.refusal,
    fault: trouble.fault,
    clear,
  };
}

function troubleOf(answer: Answer<unknown>): Trouble {
  if (answer.kind === 'done') return noTrouble;
  return {
    refusal: answer.kind === 'refused' ? answer.refusal : null,
    fault: answer.kind === 'failed' ? answer.fault : null,
  };
}

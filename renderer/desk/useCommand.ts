import { useCallback, useRef, useState } from 'react';
import type { FaultCode } from '../../shared/base/refusal.ts';
import type { CommandArgs, CommandName, CommandResults } from '../../shared/protocol/deskProtocol.ts';
import { useDeskPort } from './DeskProvider.tsx';
import type { Answer, RefusedAnswer } from './deskPort.ts';

export interface CommandState<Name extends CommandName> {
  readonly run: (args: CommandArgs<Name>) => Promise<Answer<CommandResults[Name]>>;
  readonly busy: boolean;
  /** Why the last run was refused or failed; null while running and after a success. */
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
  readonly clear: () => void;
}

interface Outcome {
  readonly running: number;
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

/** Sends one kind of wish. `run` never rejects: what went wrong is in its answer and in the state. */
export function useCommand<Name extends CommandName>(name: Name): CommandState<Name> {
  const port = useDeskPort();
  const [outcome, setOutcome] = useState<Outcome>({ running: 0, refusal: null, fault: null });
  const latest = useRef(0);
  const run = useCallback(
    async (args: CommandArgs<Name>) => {
      latest.current += 1;
      const turn = latest.current;
      setOutcome((now) => ({ running: now.running + 1, refusal: null, fault: null }));
      const answer = await port.command(name, args);
      setOutcome((now) => ({
        ...(turn === latest.current ? troubleOf(answer) : now),
        running: now.running - 1,
      }));
      return answer;
    },
    [port, name],
  );
  const clear = useCallback(() => setOutcome((now) => ({ ...now, refusal: null, fault: null })), []);
  return { run, busy: outcome.running > 0, refusal: outcome.refusal, fault: outcome.fault, clear };
}

function troubleOf(answer: Answer<unknown>): Pick<Outcome, 'refusal' | 'fault'> {
  return {
    refusal: answer.kind === 'refused' ? answer.refusal : null,
    fault: answer.kind === 'failed' ? answer.fault : null,
  };
}

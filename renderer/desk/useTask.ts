import { useEffect, useState } from 'react';
import type { FaultCode } from '../../shared/base/refusal.ts';
import type { TaskArgs, TaskName, TaskResults } from '../../shared/protocol/taskProtocol.ts';
import { useDeskPort } from './DeskProvider.tsx';
import type { Answer, RefusedAnswer } from './deskPort.ts';
import { useDeskHealth } from './useDeskHealth.ts';

export interface TaskState<Result> {
  /** The newest result that has come. It is about the arguments as they stand only while `isFresh`. */
  readonly result: Result | undefined;
  readonly isFresh: boolean;
  readonly isRunning: boolean;
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

interface Heard<Name extends TaskName> {
  readonly key: string | null;
  readonly result: TaskResults[Name] | undefined;
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

/**
 * Keeps a calculation of the engine up with its arguments: asked once they stand still for `pauseMs`, and again after
 * the engine has restarted. Until the answer is here the last one is kept and marked as old. `null` asks nothing.
 */
export function useTask<Name extends TaskName>(
  name: Name,
  args: TaskArgs<Name> | null,
  pauseMs = 0,
): TaskState<TaskResults[Name]> {
  const port = useDeskPort();
  const { engine } = useDeskHealth();
  const key = args === null ? null : JSON.stringify(args);
  const [heard, setHeard] = useState<Heard<Name>>({
    key: null,
    result: undefined,
    refusal: null,
    fault: null,
  });
  useEffect(() => {
    if (key === null || engine !== 'ready') return;
    let isWanted = true;
    const ask = async () => {
      const answer = await port.task(name, JSON.parse(key) as TaskArgs<Name>);
      if (isWanted && !isReplaced(answer)) setHeard((before) => heardOf(before, { key, answer }));
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [port, name, key, engine, pauseMs]);
  const isAnswered = key !== null && heard.key === key;
  return {
    result: key === null ? undefined : heard.result,
    isFresh: isAnswered && heard.result !== undefined && heard.refusal === null && heard.fault === null,
    isRunning: key !== null && !isAnswered,
    refusal: isAnswered ? heard.refusal : null,
    fault: isAnswered ? heard.fault : null,
  };
}

interface Coming<Name extends TaskName> {
  readonly key: string;
  readonly answer: Answer<TaskResults[Name]>;
}

function heardOf<Name extends TaskName>(before: Heard<Name>, { key, answer }: Coming<Name>): Heard<Name> {
  if (answer.kind === 'done') return { key, result: answer.result, refusal: null, fault: null };
  if (answer.kind === 'refused') return { ...before, key, refusal: answer.refusal };
  return { ...before, key, fault: answer.fault };
}

/** A newer request of this kind is on its way, and its answer is the one to show. */
function isReplaced(answer: Answer<unknown>): boolean {
  return answer.kind === 'refused' && answer.refusal.reason === 'replaced';
}

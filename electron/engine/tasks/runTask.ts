// Keeps AU5–AU7. The way of a task: who may ask, what is gathered from the database, and over to a worker. Nothing is stored.
import { Fault, isRefusal, type Refusal } from '../../../shared/base/refusal.ts';
import { deskTasks, type ParsedTaskArgs, type TaskName } from '../../../shared/protocol/taskProtocol.ts';
import { responseOf } from '../../../shared/script/exchange/responseOf.ts';
import type { EngineState } from '../engineState.ts';
import { queryFrom } from '../engineState.ts';
import { findReadable, type Reading } from '../query.ts';
import { invalidArguments } from '../runCommand.ts';
import { finishedAssessment } from './finishedAssessment.ts';
import { gatherCases } from './gatherCases.ts';
import type { JobName, Jobs } from './taskJobs.ts';
import type { PageToken } from './taskLane.ts';

const author = 'clinical_lead';

export interface TaskWish {
  readonly page: PageToken;
  readonly name: TaskName;
  readonly args: unknown;
}

export async function runTask(state: EngineState, { page, name, args: raw }: TaskWish): Promise<unknown> {
  const parsed = deskTasks[name].safeParse(raw);
  if (!parsed.success) return invalidArguments(parsed.error.issues);
  const { reading } = queryFrom(state);
  if (reading === null) return { refused: 'notSignedIn' };
  // An assessment may be taken out by whoever may read it; scripts are written by clinical leads.
  if (name !== 'script.exportResponse' && reading.session.role !== author) return { refused: 'notAllowed' };
  const { tasks } = state.parts;
  if (tasks === undefined) throw new Fault('taskFailed');
  const scripts = reading.shelf.list().map(({ script }) => script.id);
  const run = <Name extends JobName>(job: Name, args: Jobs[Name]['args']) =>
    tasks.run({ page, name: job, args, scripts }) as Promise<Jobs[Name]['result'] | Refusal>;
  if (name === 'script.replay') {
    const { text } = parsed.data as ParsedTaskArgs<'script.replay'>;
    const head = await run('script.head', { text });
    if (isRefusal(head)) return head;
    if (head.scriptId === null)
      return { problems: head.problems, assessments: 0, unchanged: 0, changed: [], ms: 0 };
    const cases = await gatherCases(reading, head.scriptId, state.parts.scheduler);
    return run('script.replay', { text, cases });
  }
  if (name === 'script.exportResponse') {
    const made = exportOf(reading, parsed.data as ParsedTaskArgs<'script.exportResponse'>);
    return isRefusal(made) ? made : run('script.exportResponse', made);
  }
  return tasks.run({ page, name, args: parsed.data, scripts });
}

function exportOf(
  reading: Reading,
  { contactId, assessmentId }: ParsedTaskArgs<'script.exportResponse'>,
): Jobs['script.exportResponse']['args'] | Refusal {
  const contact = findReadable(reading, 'contact', contactId);
  if (contact === undefined) return { refused: 'notFound' };
  const assessment = contact.assessments.find((one) => one.id === assessmentId);
  if (assessment === undefined) return { refused: 'noAssessment' };
  const finished = finishedAssessment(contact, assessment);
  if (finished === null) return { refused: 'assessmentOpen' };
  const script = reading.shelf.version(assessment.scriptId, assessment.scriptVersion);
  return script === undefined ? { refused: 'scriptUnknown' } : responseOf(script, finished);
}

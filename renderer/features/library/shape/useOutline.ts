import type { OutlineView } from '../../../../shared/protocol/authoringViews.ts';
import type { TaskResults } from '../../../../shared/protocol/taskProtocol.ts';
import { type TaskState, useTask } from '../../../desk/useTask.ts';
import { useOpenScript } from '../open/openScript.ts';
import { lineOf, lineOfWords } from '../text/textPlaces.ts';

export type OutlineNode = OutlineView['nodes'][number];

export interface Shape {
  readonly task: TaskState<TaskResults['script.outline']>;
  readonly outline: OutlineView | null;
  readonly goTo: (node: OutlineNode) => void;
}

/** The script's shape, calculated while one of its two pictures is on the screen. */
export function useOutline(): Shape {
  const { text, goToLine } = useOpenScript();
  const task = useTask('script.outline', { text });
  return {
    task,
    outline: task.result?.outline ?? null,
    // A node of a shared block has no line of its own here: the line that includes it is where it comes from.
    goTo: (node) => goToLine(lineOfNode(text, node) ?? lineOf(text, 'include') ?? 1),
  };
}

/** A rule's number counts the shared blocks' rules too, so it is found by its own words. */
function lineOfNode(text: string, node: OutlineNode): number | null {
  if (node.kind === 'question') return lineOf(text, node.id);
  if (node.kind === 'rule') return lineOfWords(text, 'decide', node.text.fi);
  return lineOfWords(text, 'decide', `to: ${node.id.replace('outcome.', '')}`);
}

import { useText } from '../../../texts/useText.ts';
import { EmptyState } from '../../../ui/sign/EmptyState.tsx';
import { Trouble } from '../../contact/Trouble.tsx';
import type { Shape } from './useOutline.ts';

/** Why there is nothing to draw: not yet, not in time, or not before the text is mended. */
export function NoShape({ task }: Pick<Shape, 'task'>) {
  const say = useText('library');
  if (task.refusal !== null || task.fault !== null)
    return <Trouble refusal={task.refusal} fault={task.fault} />;
  return <EmptyState>{say(task.isRunning ? 'outline.waiting' : 'outline.none')}</EmptyState>;
}

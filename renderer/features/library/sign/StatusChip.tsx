import type { ScriptStatus } from '../../../../shared/protocol/authoringViews.ts';
import { useText } from '../../../texts/useText.ts';
import { Chip, type ChipProps } from '../../../ui/sign/Chip.tsx';

const looks: Readonly<Record<ScriptStatus, NonNullable<ChipProps['look']>>> = {
  builtIn: 'plain',
  draft: 'dashed',
  approved: 'info',
  released: 'success',
  withdrawn: 'warning',
};

export function StatusChip({ status }: { status: ScriptStatus }) {
  const say = useText('library');
  return <Chip look={looks[status]}>{say(`status.${status}`)}</Chip>;
}

import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { UrgencyMark } from '../../ui/sign/UrgencyMark.tsx';

export interface DispositionMarkProps {
  readonly code: string;
  /** `full` says the whole disposition; lists have room for the word of its urgency only. */
  readonly words?: 'short' | 'full';
}

/** A disposition code as its urgency mark and its words; the code itself means nothing to a person. */
export function DispositionMark({ code, words = 'short' }: DispositionMarkProps) {
  const say = useText('frame');
  const language = useLanguage();
  const { data } = useLiveQuery('disposition.list', {});
  const found = data?.find((one) => one.code === code);
  if (found === undefined) return null;
  const isFull = words === 'full';
  return (
    <UrgencyMark
      level={found.level}
      word={isFull ? found.text[language] : say(`urgency.${found.level}`)}
      size={isFull ? 'large' : 'small'}
    />
  );
}

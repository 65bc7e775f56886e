import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useLanguage } from '../../texts/useText.ts';
import { UrgencyMark } from '../../ui/sign/UrgencyMark.tsx';

/** A disposition code as its urgency mark and its words; the code itself means nothing to a person. */
export function DispositionMark({ code, size }: { code: string; size?: 'small' | 'large' }) {
  const language = useLanguage();
  const { data } = useLiveQuery('disposition.list', {});
  const found = data?.find((one) => one.code === code);
  if (found === undefined) return null;
  return <UrgencyMark level={found.level} word={found.text[language]} size={size ?? 'small'} />;
}

import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useLanguage } from '../../../texts/useText.ts';
import { UrgencyMark } from '../../../ui/sign/UrgencyMark.tsx';
import { said } from '../../contact/localText.ts';
import type { OutlineNode } from './useOutline.ts';

/** A disposition of the graph with its urgency, where this desk knows the code. */
export function OutcomeMark({ node }: { node: OutlineNode }) {
  const language = useLanguage();
  const { data } = useLiveQuery('disposition.list', {});
  const words = said(node.text, language);
  const known = data?.find((one) => node.id.endsWith(one.code) || said(one.text, language) === words);
  return known === undefined ? <span>{words}</span> : <UrgencyMark level={known.level} word={words} />;
}

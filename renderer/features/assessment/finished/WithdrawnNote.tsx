import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useText } from '../../../texts/useText.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { useCall } from '../../contact/callContext.ts';

/** The script was withdrawn after this assessment began: it is finished on its version, and the nurse knows why to take care. */
export function WithdrawnNote() {
  const say = useText('assessment');
  const { script, contact } = useCall();
  const row = useLiveQuery('script.list', {}).data?.find((one) => one.id === script?.id);
  if (row === undefined || row.withdrawn === null || row.version !== script?.version) return null;
  if (contact.phase === 'closed') return null;
  return <Banner look="warning">{say('withdrawn', { reason: row.withdrawn.reason })}</Banner>;
}

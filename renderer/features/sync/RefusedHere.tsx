import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Banner } from '../../ui/sign/Banner.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { useFrame } from '../frame/frameContext.ts';
import { useOutboxWords } from '../outbox/outboxWords.ts';
import { useRefusedWhy } from '../outbox/useRefusedWhy.ts';

/**
 * Wishes about this very record that the region said no to: said where the work is, and dealt with in the outbox. Several
 * take one line, so that the call keeps its place on the screen.
 */
export function RefusedHere({ recordId }: { recordId: string }) {
  const say = useText('sync');
  const outbox = useText('outbox');
  const words = useOutboxWords();
  const why = useRefusedWhy();
  const { show } = useFrame();
  const { data: sync } = useLiveQuery('sync.status', {});
  const here = sync?.refused.filter((one) => one.record.id === recordId) ?? [];
  const [one] = here;
  if (one === undefined) return null;
  return (
    <Banner
      look="warning"
      live="none"
      actions={
        <Button size="small" onPress={() => show('outbox')}>
          {outbox('receipt.open')}
        </Button>
      }
    >
      {here.length > 1 ? (
        <strong>{outbox('refusedHere', { count: here.length })}</strong>
      ) : (
        <>
          <strong>{words.change(one.type)}</strong> {formatClock(one.madeAt)}: {why(one)}
        </>
      )}{' '}
      {say('typedKept')}
    </Banner>
  );
}

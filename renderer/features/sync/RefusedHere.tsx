import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Banner } from '../../ui/sign/Banner.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { useFrame } from '../frame/frameContext.ts';
import { useOutboxWords } from '../outbox/outboxWords.ts';
import { useTroubleText, whoAndWhen } from './useTroubleText.ts';

/** A wish about this very record that the region said no to: said where the work is, and dealt with in the outbox. */
export function RefusedHere({ recordId }: { recordId: string }) {
  const say = useText('sync');
  const outbox = useText('outbox');
  const words = useOutboxWords();
  const trouble = useTroubleText();
  const { show } = useFrame();
  const { data: sync } = useLiveQuery('sync.status', {});
  const here = sync?.refused.filter((one) => one.record.id === recordId) ?? [];
  return here.map((one) => (
    <Banner
      key={one.opId}
      look="warning"
      live="none"
      actions={
        <Button size="small" onPress={() => show('outbox')}>
          {outbox('receipt.open')}
        </Button>
      }
    >
      <strong>{words.change(one.type)}</strong> {formatClock(one.madeAt)}
      <br />
      {one.by === null
        ? trouble({ refusal: { ...one, by: null, path: null }, fault: null })
        : say('took', whoAndWhen(one.by.user, one.at))}{' '}
      {say('typedKept')}
    </Banner>
  ));
}

import type { RefusedOpView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { formatMoment } from '../../ui/time/formatTime.ts';
import { useMinute } from '../../ui/time/useNow.ts';
import { personOf, useTroubleText } from '../sync/useTroubleText.ts';

/** Why the region said no, in the same words wherever it is told. */
export function useRefusedWhy(): (refused: RefusedOpView) => string {
  const say = useText('outbox');
  const trouble = useTroubleText();
  const now = useMinute();
  return (refused) => {
    const { by, at, reason } = refused;
    if (by !== null)
      return say('firstWas', { who: personOf(by.user), at: at === null ? '' : formatMoment(at, now) });
    if (isDeadReason(reason)) return say(`deadWhy.${reason}`);
    return trouble({ refusal: { ...refused, by: null, path: null }, fault: null }) ?? '';
  };
}

/** What no other desk was first with: the region could not take it as it was. */
const deadReasons = ['invalid', 'tooLarge', 'notFound', 'notAllowed'] as const;

function isDeadReason(reason: string): reason is (typeof deadReasons)[number] {
  return deadReasons.some((one) => one === reason);
}

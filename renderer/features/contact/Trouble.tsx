import type { FaultCode } from '../../../shared/base/refusal.ts';
import type { RefusedAnswer } from '../../desk/deskPort.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';

interface TroubleProps {
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

/** Why the last wish did not become a fact, beside the thing it was wished of. */
export function Trouble({ refusal, fault }: TroubleProps) {
  const text = useTroubleText()({ refusal, fault });
  return text === null ? null : <Banner look="warning">{text}</Banner>;
}

import type { FaultCode } from '../../../shared/base/refusal.ts';
import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';

export function SignInScreen(_props: { view: SessionView | null; fault: FaultCode | null }) {
  const say = useText('signIn');
  return <main>{say('title')}</main>;
}

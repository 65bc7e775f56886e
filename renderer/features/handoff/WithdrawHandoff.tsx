import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';

export function WithdrawHandoff({ handoffId }: { handoffId: string }) {
  const say = useText('handoffInbox');
  const trouble = useTroubleText();
  const withdraw = useCommand('handoff.withdraw');
  const wrong = trouble(withdraw);
  return (
    <div>
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
      <Button isPending={withdraw.busy} onPress={() => void withdraw.run({ handoffId })}>
        {say('withdraw')}
      </Button>
    </div>
  );
}

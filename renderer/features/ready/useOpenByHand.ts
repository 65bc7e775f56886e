import { type CommandState, useCommand } from '../../desk/useCommand.ts';
import { useFrame } from '../frame/frameContext.ts';

/** A contact nobody rang for: a call on another phone, a visit, a paper. Opens and goes there. */
export function useOpenByHand(): { openByHand: () => void; open: CommandState<'contact.open'> } {
  const { openContact } = useFrame();
  const open = useCommand('contact.open');
  const openByHand = async () => {
    const answer = await open.run({});
    if (answer.kind === 'done') openContact(answer.result.contactId);
  };
  return { openByHand: () => void openByHand(), open };
}

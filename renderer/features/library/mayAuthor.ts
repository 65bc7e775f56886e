import { mayAuthor } from '../../../shared/domain/access/policy.ts';
import { useFrame } from '../frame/frameContext.ts';

/** Only clinical leads write; the engine and the region hold the rule, the window does not offer what they refuse. */
export function useMayAuthor(): boolean {
  return mayAuthor(useFrame().session.role, 'script.drafted');
}

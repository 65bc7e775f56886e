import { MainRegion } from '../frame/Region.tsx';

export function ContactWorkspace({ contactId }: { contactId: string }) {
  return <MainRegion label={contactId}>{contactId}</MainRegion>;
}

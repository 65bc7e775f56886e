import { useEffect, useRef } from 'react';
import { useCommand } from '../../desk/useCommand.ts';
import { useContact } from '../../desk/useContact.ts';
import { useEscape } from '../../keys/useEscape.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { EmergencyFacts } from './EmergencyFacts.tsx';
import styles from './EmergencyPanel.module.css';
import { EmergencySteps } from './EmergencySteps.tsx';
import { EmergencyWhere } from './EmergencyWhere.tsx';

/**
 * Docked, never modal: notes stay usable beside it. It places no call and takes nothing back; it reads out what is
 * already known and keeps the times. Without a contact, a client, a script or a network it still opens.
 */
export function EmergencyPanel() {
  const say = useText('emergency');
  const { contactId, closeDock, openContact } = useFrame();
  const { data: contact } = useContact(contactId);
  const step = useCommand('contact.takeEmergencyStep');
  const open = useCommand('contact.open');
  const panel = useRef<HTMLElement>(null);
  useEscape(panel, closeDock);
  useEffect(() => {
    panel.current?.querySelector('textarea')?.focus();
  }, []);
  // The moment of opening is a fact of the contact: one per opening, whoever asked for the panel.
  const noted = useRef(false);
  useEffect(() => {
    if (contactId === null || noted.current) return;
    noted.current = true;
    void step.run({ contactId, step: 'opened' });
  }, [contactId, step.run]);
  const openNew = async () => {
    const answer = await open.run({});
    if (answer.kind === 'done') openContact(answer.result.contactId);
  };
  return (
    <aside
      ref={panel}
      aria-label={say('title')}
      data-region="emergency"
      data-react-aria-top-layer="true"
      tabIndex={-1}
      className={cx(styles.panel)}
    >
      <div className={cx(styles.head)}>
        <h2>{say('title')}</h2>
        <Button look="onBanner" size="small" onPress={closeDock}>
          {say('escCloses')}
        </Button>
      </div>
      <div className={cx(styles.body)}>
        {contactId === null && (
          <Banner
            live="none"
            actions={
              <Button size="small" isPending={open.busy} onPress={() => void openNew()}>
                {say('openContact')}
              </Button>
            }
          >
            {say('noContact')}
          </Banner>
        )}
        <EmergencyWhere contactId={contactId} />
        <EmergencyFacts contact={contact} />
        <EmergencySteps contact={contact} />
      </div>
    </aside>
  );
}

import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ClientLink } from '../../../shared/domain/contact/contact.ts';
import { versionIds } from '../../../shared/domain/field/field.ts';
import type { ClientRow } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useContact } from '../../desk/useContact.ts';
import { useKept } from '../../desk/useKept.ts';
import { useEscape } from '../../keys/useEscape.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { IconButton } from '../../ui/control/IconButton.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { useTroubleText } from '../sync/useTroubleText.ts';
import { ClientAlerts } from './ClientAlerts.tsx';
import { ClientContactData } from './ClientContactData.tsx';
import { ClientKnown } from './ClientKnown.tsx';
import { ClientSearch } from './ClientSearch.tsx';
import { ConfirmClient } from './ConfirmClient.tsx';
import { emptyDraft, readDraft } from './clientDraft.ts';
import { clientIdOf } from './clientFacts.ts';
import styles from './IdentifyPanel.module.css';
import { RegisterClient } from './RegisterClient.tsx';
import { useClientRecord } from './useClientRecord.ts';

type Stage = { readonly at: 'search' | 'register' } | { readonly at: 'confirm'; readonly row: ClientRow };

/** F3: find the client, read two identifiers back, link. Going on without is one key away the whole time. */
export function IdentifyPanel() {
  const say = useText('client');
  const frame = useText('frame');
  const trouble = useTroubleText();
  const { contactId, closeDock } = useFrame();
  const { data: contact } = useContact(contactId);
  const record = useClientRecord(clientIdOf(contact), contactId);
  const link = useCommand('contact.linkClient');
  const panel = useRef<HTMLElement>(null);
  useEscape(panel, closeDock);
  const [draft, setDraft] = useKept({
    key: `registration ${contactId}`,
    empty: emptyDraft,
    read: readDraft,
  });
  const [stage, setStage] = useState<Stage>({ at: draft === emptyDraft ? 'search' : 'register' });
  const choose = async (client: ClientLink) => {
    if (contactId === null) return;
    const answer = await link.run({ contactId, client }, versionIds(contact?.client));
    if (answer.kind === 'done') closeDock();
  };
  const wrong = trouble(link);
  return (
    <aside
      ref={panel}
      aria-label={say('panel')}
      data-region="identify"
      tabIndex={-1}
      className={cx(styles.panel)}
    >
      <div className={cx(styles.head)}>
        <h2>{say('panel')}</h2>
        <IconButton label={frame('close')} icon={<X />} onPress={closeDock} />
      </div>
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
      {stage.at === 'search' && <ClientSearch onPick={(row) => setStage({ at: 'confirm', row })} />}
      {stage.at === 'confirm' && (
        <ConfirmClient
          row={stage.row}
          onConfirm={(certainty) =>
            void choose({ kind: 'identified', clientId: stage.row.clientId, certainty })
          }
          onBack={() => setStage({ at: 'search' })}
        />
      )}
      {stage.at === 'register' && (
        <RegisterClient
          draft={draft}
          onChange={setDraft}
          onRegistered={(clientId) => void choose({ kind: 'identified', clientId, certainty: 'stated' })}
          onBack={() => setStage({ at: 'search' })}
        />
      )}
      {stage.at === 'search' && (
        <div className={cx(styles.actions)}>
          <Button onPress={() => void choose({ kind: 'unidentified' })}>{say('goUnidentified')}</Button>
          <Button onPress={() => void choose({ kind: 'anonymous' })}>{say('goAnonymous')}</Button>
          <Button onPress={() => setStage({ at: 'register' })}>{say('newClient')}</Button>
        </div>
      )}
      {stage.at === 'search' && record.client !== null && (
        <>
          <ClientContactData client={record.client} />
          <ClientKnown client={record.client} />
          <ClientAlerts client={record.client} />
        </>
      )}
      <p className={cx(styles.hint)}>{say(contactId === null ? 'needsContact' : 'notesStay')}</p>
    </aside>
  );
}

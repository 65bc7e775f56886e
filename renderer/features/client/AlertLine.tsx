import { ShieldAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { isHidden } from '../../../shared/domain/client/client.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import styles from './ClientBanner.module.css';
import { allergiesOf } from './clientFacts.ts';
import { RevealDialog } from './RevealDialog.tsx';
import type { ClientRecord } from './useClientRecord.ts';

export interface AlertLineProps {
  readonly client: ClientView;
  readonly onReveal: ClientRecord['reveal'];
}

/** What must not be missed. The allergy line always says one of its four states; silence is not "none". */
export function AlertLine({ client, onReveal }: AlertLineProps) {
  const say = useText('client');
  const frame = useText('frame');
  const language = fieldValue(client.language) ?? 'fi';
  const alerts = Object.values(client.alerts).filter((alert) => alert.kind !== 'allergy');
  const known = [...Object.values(client.conditions ?? {}), ...Object.values(client.medicines ?? {})];
  return (
    <div className={cx(styles.line)} aria-live="polite">
      {isHidden(client) && <NonDisclosure client={client} onReveal={onReveal} />}
      <Allergies client={client} />
      {alerts.map((alert) => (
        <Chip
          key={alert.id}
          look={alert.kind === 'risk' ? 'alert' : 'onBanner'}
          icon={alert.kind === 'risk' ? <TriangleAlert aria-hidden="true" /> : undefined}
        >
          {say(`alertKind.${alert.kind}`)}: {alert.text}
        </Chip>
      ))}
      {known.map((one) => (
        <Chip key={one.id} look="onBanner">
          {one.text}
        </Chip>
      ))}
      {language !== 'fi' && (
        <Chip look="onBanner">{say('languageIs', { language: languageName(language, frame) })}</Chip>
      )}
      {fieldValue(client.interpreter) === true && <Chip look="onBanner">{say('interpreter')}</Chip>}
    </div>
  );
}

function languageName(language: string, frame: ReturnType<typeof useText<'frame'>>): string {
  if (language === 'fi' || language === 'sv' || language === 'en' || language === 'other')
    return frame(`language.${language}`);
  return language;
}

function Allergies({ client }: { client: ClientView }) {
  const say = useText('client');
  const known = Object.values(client.alerts).filter((alert) => alert.kind === 'allergy');
  const state = allergiesOf(client);
  if (known.length > 0 || state === 'listed')
    return (
      <Chip look="alert" icon={<TriangleAlert aria-hidden="true" />}>
        {known.length === 0
          ? say('allergy.listedOnly')
          : say('allergy.listed', { what: known.map((alert) => alert.text).join(' · ') })}
      </Chip>
    );
  if (state === 'none') return <span>{say('allergy.none')}</span>;
  return (
    <em className={cx(styles.quiet)}>
      {say(state === undefined ? 'allergy.unavailable' : 'allergy.notRecorded')}
    </em>
  );
}

function NonDisclosure({ client, onReveal }: AlertLineProps) {
  const say = useText('client');
  const [asking, setAsking] = useState(false);
  const shown = client.masked.length === 0;
  return (
    <>
      <Chip look="nonDisclosure" icon={<ShieldAlert aria-hidden="true" />}>
        {say('nonDisclosure')}
      </Chip>
      {shown ? (
        <span>
          {fieldValue(client.phone)} · {fieldValue(client.address)}
        </span>
      ) : (
        <Button look="onBanner" size="small" onPress={() => setAsking(true)}>
          {say('reveal')}
        </Button>
      )}
      <RevealDialog isOpen={asking} onClose={() => setAsking(false)} onReveal={onReveal} />
    </>
  );
}

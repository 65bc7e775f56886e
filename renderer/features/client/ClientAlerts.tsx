import { type FormEvent, useState } from 'react';
import { alertKinds } from '../../../shared/domain/client/client.ts';
import { fieldValue, versionIds } from '../../../shared/domain/field/field.ts';
import type { ClientView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Picker } from '../../ui/control/Picker.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './IdentifyPanel.module.css';

export interface ClientAlertsProps {
  readonly client: ClientView;
}

/** What the next professional must see in the banner. A first allergy also turns the allergy line to "listed". */
export function ClientAlerts({ client }: ClientAlertsProps) {
  const say = useText('client');
  const trouble = useTroubleText();
  const add = useCommand('client.addAlert');
  const setField = useCommand('client.setField');
  const [kind, setKind] = useState<(typeof alertKinds)[number]>('allergy');
  const [text, setText] = useState('');
  const [gap, setGap] = useState(false);
  const { clientId } = client;
  const alerts = Object.values(client.alerts);
  const save = async () => {
    setGap(text.trim() === '');
    if (text.trim() === '') return;
    const answer = await add.run({ clientId, kind, text });
    if (answer.kind !== 'done') return;
    if (kind === 'allergy' && fieldValue(client.allergies) !== 'listed')
      await setField.run(
        { clientId, edit: { field: 'allergies', value: 'listed' } },
        versionIds(client.allergies),
      );
    setText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const wrong = trouble(add) ?? trouble(setField);
  return (
    <form aria-label={say('alerts')} className={cx(styles.confirm)} onSubmit={submit}>
      <h3>{say('alerts')}</h3>
      {alerts.length > 0 && (
        <ul>
          {alerts.map((alert) => (
            <li key={alert.id}>
              {say(`alertKind.${alert.kind}`)}: {alert.text}
            </li>
          ))}
        </ul>
      )}
      <Picker
        label={say('alertKindLabel')}
        options={alertKinds.map((key) => ({ key, text: say(`alertKind.${key}`) }))}
        value={kind}
        onPick={(key) => setKind(alertKinds.find((one) => one === key) ?? 'other')}
      />
      <TextField
        label={say('alertText')}
        value={text}
        onChange={setText}
        error={gap ? say('alertEmpty') : null}
      />
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
      <div>
        <Button type="submit" isPending={add.busy}>
          {say('addAlert')}
        </Button>
      </div>
    </form>
  );
}

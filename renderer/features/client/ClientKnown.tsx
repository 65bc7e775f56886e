import { type FormEvent, useState } from 'react';
import {
  type ConditionKind,
  conditionKinds,
  type MedicineKind,
  medicineKinds,
} from '../../../shared/domain/client/client.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Picker } from '../../ui/control/Picker.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';
import type { ClientAlertsProps } from './ClientAlerts.tsx';
import styles from './IdentifyPanel.module.css';

type Choice = `condition.${ConditionKind}` | `medicine.${MedicineKind}`;

const choices: readonly Choice[] = [
  ...conditionKinds.map((kind) => `condition.${kind}` as const),
  ...medicineKinds.map((kind) => `medicine.${kind}` as const),
];

/** Conditions and medicines that scripts ask about, and others for people to read. */
export function ClientKnown({ client }: ClientAlertsProps) {
  const say = useText('several');
  const sayClient = useText('client');
  const trouble = useTroubleText();
  const condition = useCommand('client.addCondition');
  const medicine = useCommand('client.addMedicine');
  const [choice, setChoice] = useState<Choice>('condition.other');
  const [text, setText] = useState('');
  const [gap, setGap] = useState(false);
  const { clientId } = client;
  const save = async () => {
    // The kind's own words are enough when nothing is added to them; "other" tells nothing by itself.
    const isNamed = !choice.endsWith('.other');
    const words = text.trim() === '' && isNamed ? say(choice) : text.trim();
    setGap(words === '');
    if (words === '') return;
    const conditionKind = conditionKinds.find((kind) => choice === `condition.${kind}`);
    const medicineKind = medicineKinds.find((kind) => choice === `medicine.${kind}`);
    const reply =
      conditionKind === undefined
        ? await medicine.run({ clientId, kind: medicineKind ?? 'other', text: words })
        : await condition.run({ clientId, kind: conditionKind, text: words });
    if (reply.kind !== 'done') return;
    setText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const wrong = trouble(condition) ?? trouble(medicine);
  return (
    <form aria-label={say('knownForm')} className={cx(styles.confirm)} onSubmit={submit}>
      <h3>{say('knownForm')}</h3>
      <KnownEntries client={client} />
      <Picker
        label={sayClient('alertKindLabel')}
        options={choices.map((key) => ({ key, text: say(key) }))}
        value={choice}
        onPick={(key) => setChoice(choices.find((one) => one === key) ?? 'condition.other')}
      />
      <TextField
        label={say('knownText')}
        value={text}
        onChange={setText}
        error={gap ? say('knownEmpty') : null}
      />
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
      <div>
        <Button type="submit" isPending={condition.busy || medicine.busy}>
          {say('knownAdd')}
        </Button>
      </div>
    </form>
  );
}

function KnownEntries({ client }: ClientAlertsProps) {
  const say = useText('several');
  const trouble = useTroubleText();
  const condition = useCommand('client.removeCondition');
  const medicine = useCommand('client.removeMedicine');
  const { clientId } = client;
  const conditions = Object.values(client.conditions ?? {});
  const medicines = Object.values(client.medicines ?? {});
  if (conditions.length + medicines.length === 0)
    return <p className={cx(styles.hint)}>{say('notRecorded')}</p>;
  const reason = say('knownRemoved');
  const rows = [
    ...conditions.map((one) => ({
      ...one,
      remove: () => condition.run({ clientId, conditionId: one.id, reason }),
    })),
    ...medicines.map((one) => ({
      ...one,
      remove: () => medicine.run({ clientId, medicineId: one.id, reason }),
    })),
  ];
  const wrong = trouble(condition) ?? trouble(medicine);
  return (
    <>
      <ul>
        {rows.map((one) => (
          <li key={one.id}>
            {one.text}{' '}
            <Button size="small" look="quiet" onPress={() => void one.remove()}>
              {say('knownRemove', { what: one.text })}
            </Button>
          </li>
        ))}
      </ul>
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
    </>
  );
}

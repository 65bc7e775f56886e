import { type FormEvent, useState } from 'react';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { Check } from '../../ui/control/Check.tsx';
import { Picker } from '../../ui/control/Picker.tsx';
import { RadioDigits } from '../../ui/control/RadioDigits.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { useTroubleText } from '../sync/useTroubleText.ts';
import { checkDraft, emptyDraft, type RegistrationDraft, registrationOf } from './clientDraft.ts';
import styles from './IdentifyPanel.module.css';

export interface RegisterClientProps {
  readonly draft: RegistrationDraft;
  readonly onChange: (draft: RegistrationDraft) => void;
  readonly onRegistered: (clientId: string) => void;
  readonly onBack: () => void;
}

const languages = ['fi', 'sv', 'en', 'other'] as const;
/** Municipalities of the reference county; others are rare enough for "other". */
const municipalities = ['none', '286', '285', '075', '624', '935', '489'] as const;
const allergyStates = ['notRecorded', 'none', 'listed'] as const;

/** The least that makes a record; everything but the name may be left for later. */
export function RegisterClient({ draft, onChange, onRegistered, onBack }: RegisterClientProps) {
  const say = useText('client');
  const frame = useText('frame');
  const trouble = useTroubleText();
  const register = useCommand('client.register');
  const [shown, setShown] = useState(false);
  const gaps = checkDraft(draft);
  const set = (part: Partial<RegistrationDraft>) => onChange({ ...draft, ...part });
  const save = async () => {
    setShown(true);
    if (gaps.size > 0) return;
    const answer = await register.run(registrationOf(draft));
    if (answer.kind !== 'done') return;
    onChange(emptyDraft);
    onRegistered(answer.result.clientId);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const error = (field: keyof RegistrationDraft, text: string) => (shown && gaps.has(field) ? text : null);
  const wrong = trouble(register);
  return (
    <form className={cx(styles.confirm)} onSubmit={submit}>
      <TextField
        label={say('familyName')}
        value={draft.familyName}
        onChange={(familyName) => set({ familyName })}
        error={error('familyName', say('nameNeeded'))}
        autoFocus
      />
      <TextField
        label={say('givenNames')}
        value={draft.givenNames}
        onChange={(givenNames) => set({ givenNames })}
        error={error('givenNames', say('nameNeeded'))}
      />
      <TextField
        label={say('code')}
        hint={say('codeHint')}
        value={draft.identityCode}
        onChange={(identityCode) => set({ identityCode })}
        error={
          draft.identityCode.trim().length >= 11 && gaps.has('identityCode')
            ? say('codeWrong')
            : error('identityCode', say('codeWrong'))
        }
      />
      <TextField
        label={say('birthDate')}
        value={draft.birthDate}
        onChange={(birthDate) => set({ birthDate })}
        error={error('birthDate', say('birthDateWrong'))}
      />
      <TextField label={say('phone')} value={draft.phone} onChange={(phone) => set({ phone })} />
      <TextField label={say('address')} value={draft.address} onChange={(address) => set({ address })} />
      <Picker
        label={say('municipality')}
        options={municipalities.map((key) => ({ key, text: say(`municipality.${key}`) }))}
        value={draft.municipality}
        onPick={(municipality) => set({ municipality })}
      />
      <Picker
        label={say('language')}
        options={languages.map((key) => ({ key, text: frame(`language.${key}`) }))}
        value={draft.language}
        onPick={(language) => set({ language })}
      />
      <Check isSelected={draft.interpreter} onChange={(interpreter) => set({ interpreter })}>
        {say('interpreterNeeded')}
      </Check>
      <Check isSelected={draft.nonDisclosure} onChange={(nonDisclosure) => set({ nonDisclosure })}>
        {say('nonDisclosureSet')}
      </Check>
      <RadioDigits
        label={say('allergies')}
        options={allergyStates.map((key) => ({ key, text: say(`allergies.${key}`) }))}
        value={draft.allergies}
        onPick={(key) => set({ allergies: allergyStates.find((one) => one === key) ?? 'notRecorded' })}
      />
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
      <Button look="primary" type="submit" isPending={register.busy}>
        {say('register')}
      </Button>
      <Button look="quiet" onPress={onBack}>
        {say('backToSearch')}
      </Button>
    </form>
  );
}

import { fieldValue } from '../../../shared/domain/field/field.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { useCall } from './callContext.ts';
import styles from './contact.module.css';

const callLanguages = ['fi', 'sv', 'en', 'other'] as const;

/** Which language the call is held in: texts are read aloud in it. */
export function CallLanguage() {
  const say = useText('contact');
  const { contact } = useCall();
  const { run } = useCommand('contact.setLanguage');
  const now = fieldValue(contact.language) ?? 'fi';
  return (
    <label className={cx(styles.callLanguage)}>
      <span className={cx(styles.muted)}>{say('language.label')}</span>
      <select
        className={cx(styles.select)}
        value={now}
        disabled={contact.phase === 'closed'}
        onChange={(event) => {
          const language = callLanguages.find((one) => one === event.target.value);
          if (language !== undefined) void run({ contactId: contact.contactId, language });
        }}
      >
        {callLanguages.map((one) => (
          <option key={one} value={one}>
            {say(`language.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

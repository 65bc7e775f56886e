import { fieldValue, versionIds } from '../../../shared/domain/field/field.ts';
import type { ContactView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { fromCall } from './callContext.ts';
import styles from './contact.module.css';

const callLanguages = ['fi', 'sv', 'en', 'other'] as const;

/** Which language the call is held in: texts are read aloud in it. */
export const CallLanguage = fromCall(
  ({ contact }) => ({
    contactId: contact.contactId,
    field: contact.language,
    isClosed: contact.phase === 'closed',
  }),
  LanguageOfCall,
);

interface LanguageOfCallProps {
  readonly contactId: string;
  readonly field: ContactView['language'];
  readonly isClosed: boolean;
}

function LanguageOfCall({ contactId, field, isClosed }: LanguageOfCallProps) {
  const say = useText('contact');
  const { run } = useCommand('contact.setLanguage');
  return (
    <label className={cx(styles.callLanguage)}>
      <span className={cx(styles.muted)}>{say('language.label')}</span>
      <select
        className={cx(styles.select)}
        value={fieldValue(field) ?? 'fi'}
        disabled={isClosed}
        onChange={(event) => {
          const language = callLanguages.find((one) => one === event.target.value);
          if (language !== undefined) void run({ contactId, language }, versionIds(field));
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

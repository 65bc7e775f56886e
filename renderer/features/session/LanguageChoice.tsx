import { languages } from '../../../shared/base/text.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { ToggleRow } from '../../ui/control/ToggleRow.tsx';
import { usePreferences } from '../frame/useAppliedPreferences.ts';

const ownNames = { fi: 'Suomi', sv: 'Svenska', en: 'English' } as const;

/** Each language under its own name, so that anybody finds theirs. */
export function LanguageChoice() {
  const say = useText('signIn');
  const { language } = usePreferences();
  const set = useCommand('desk.setPreferences');
  return (
    <ToggleRow
      label={say('language')}
      options={languages.map((key) => ({ key, text: ownNames[key], language: key }))}
      value={language}
      onPick={(next) => void set.run({ language: next })}
    />
  );
}

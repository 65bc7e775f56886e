import { type Language, languages } from '../../../shared/base/text.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { ToggleRow } from '../../ui/control/ToggleRow.tsx';

const ownNames = { fi: 'Suomi', sv: 'Svenska', en: 'English' } as const;

/** Each language under its own name, so that anybody finds theirs. */
export function LanguageChoice({ onPick }: { onPick: (language: Language) => void }) {
  const say = useText('signIn');
  const language = useLanguage();
  const set = useCommand('desk.setPreferences');
  return (
    <ToggleRow
      label={say('language')}
      options={languages.map((key) => ({ key, text: ownNames[key], language: key }))}
      value={language}
      onPick={(next) => {
        onPick(next);
        void set.run({ language: next });
      }}
    />
  );
}

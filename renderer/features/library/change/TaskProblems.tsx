import type { TextProblem } from '../../../../shared/protocol/authoringViews.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { said } from '../../contact/localText.ts';

/** Why a text could not be worked with, in the author's terms. */
export function TaskProblems({ problems }: { problems: readonly TextProblem[] }) {
  const say = useText('library');
  const language = useLanguage();
  if (problems.length === 0) return null;
  return (
    <Banner look="warning" live="none">
      <strong>{say('proof.problems', { count: problems.length })}</strong>
      <ul>
        {problems.map((one) => (
          <li key={`${one.key} ${one.message.en}`}>
            {one.key !== '' && <code>{one.key}</code>} {said(one.message, language)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

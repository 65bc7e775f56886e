import type { QuestionCostView } from '../../../../shared/protocol/authoringViews.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { said } from '../../contact/localText.ts';
import { useFrame } from '../../frame/frameContext.ts';
import { useOpenScript } from '../open/openScript.ts';
import styles from './change.module.css';

/** The time each question took at this desk against how often it changed the outcome: what is dear and decides nothing stands first. */
export function QuestionCosts() {
  const say = useText('library');
  const language = useLanguage();
  const { row } = useOpenScript();
  const { role } = useFrame().session;
  const maySee = role === 'clinical_lead' || role === 'supervisor';
  const { data } = useLiveQuery(
    'script.cost',
    maySee ? { scriptId: row.scriptId, version: row.version } : null,
  );
  const asked = (data ?? []).filter((one) => one.asked > 0).toSorted(byCost);
  if (asked.length === 0) return null;
  return (
    <section aria-label={say('cost.title')} className={cx(styles.part)}>
      <h2>{say('cost.title')}</h2>
      <p className={cx(styles.lead)}>{say('cost.lead')}</p>
      <table className={cx(styles.fields)}>
        <thead>
          <tr>
            <th scope="col">{say('kind.question')}</th>
            <th scope="col">{say('cost.asked')}</th>
            <th scope="col">{say('cost.median')}</th>
            <th scope="col">{say('cost.total')}</th>
            <th scope="col">{say('cost.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {asked.map((one) => (
            <tr key={one.questionId}>
              <th scope="row">{said(one.say, language)}</th>
              <td>{one.asked}</td>
              <td>{one.medianMs === null ? '–' : say('cost.seconds', { seconds: seconds(one.medianMs) })}</td>
              <td>{say('cost.seconds', { seconds: seconds(one.totalMs) })}</td>
              <td>{one.changedOutcome}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Time spent for each outcome it changed; a question that changed none costs all it took. */
function byCost(left: QuestionCostView, right: QuestionCostView): number {
  const cost = (one: QuestionCostView) => one.totalMs / (one.changedOutcome + 0.5);
  return cost(right) - cost(left);
}

function seconds(ms: number): string {
  return (Math.round(ms / 100) / 10).toLocaleString('fi-FI');
}

import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import type { QuestionCostView } from '../../../../shared/protocol/authoringViews.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { type Say, useLanguage, useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/sign/EmptyState.tsx';
import { said } from '../../contact/localText.ts';
import styles from './cost.module.css';
import { type CostColumn, changedShare, costColumns, splitTime, summarizeCosts } from './costRows.ts';

export interface CostPanelProps {
  readonly scriptId: string;
  readonly version: number;
}

/** What each question takes of a call beside how often it changed where the call led. */
export function CostPanel({ scriptId, version }: CostPanelProps) {
  const say = useText('cost');
  const { data, refusal, fault } = useLiveQuery('script.cost', { scriptId, version });
  const [by, setBy] = useState<CostColumn>('total');
  // Not for this reader, or a version this program does not hold: there is nothing to say here.
  if (refusal !== null) return null;
  return (
    <section aria-label={say('title')} className={cx(styles.panel)}>
      <h2>{say('title')}</h2>
      <p className={cx(styles.quiet)}>{say('lead')}</p>
      {fault !== null && <EmptyState>{say('failed')}</EmptyState>}
      {fault === null && data === undefined && <EmptyState>{say('loading')}</EmptyState>}
      {data !== undefined && <CostTable costs={data} by={by} onSort={setBy} />}
    </section>
  );
}

interface CostTableProps {
  readonly costs: readonly QuestionCostView[];
  readonly by: CostColumn;
  readonly onSort: (by: CostColumn) => void;
}

function CostTable({ costs, by, onSort }: CostTableProps) {
  const say = useText('cost');
  const language = useLanguage();
  const { rows, assessments, neverAsked, idle } = summarizeCosts(costs, by);
  if (rows.length === 0) return <EmptyState>{say('none')}</EmptyState>;
  return (
    <>
      <p>{say('basis', { count: assessments })}</p>
      {idle !== null && (
        <p>
          <span className={cx(styles.quiet)}>{say('idle')}</span> <strong>{said(idle.say, language)}</strong>{' '}
          {timeText(idle.totalMs, say)}
        </p>
      )}
      <div className={cx(styles.scroll)}>
        <table aria-label={say('title')} className={cx(styles.table)}>
          <thead>
            <tr>
              <th scope="col">{say('col.question')}</th>
              {costColumns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={column === by ? 'descending' : 'none'}
                  className={cx(styles.number)}
                >
                  <button type="button" className={cx(styles.sort)} onClick={() => onSort(column)}>
                    {say(`col.${column}`)}
                    {column === by && <ArrowDown aria-hidden="true" />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CostRow key={row.questionId} row={row} text={said(row.say, language)} />
            ))}
          </tbody>
        </table>
      </div>
      {neverAsked > 0 && <p className={cx(styles.quiet)}>{say('neverAsked', { count: neverAsked })}</p>}
      <p className={cx(styles.quiet)}>{say('meaning')}</p>
    </>
  );
}

function CostRow({ row, text }: { row: QuestionCostView; text: string }) {
  const say = useText('cost');
  return (
    <tr>
      <th scope="row">{text}</th>
      <td className={cx(styles.number)}>{row.asked}</td>
      <td className={cx(styles.number)}>
        {row.medianMs === null ? say('notMeasured') : timeText(row.medianMs, say)}
      </td>
      <td className={cx(styles.number)}>{row.medianMs === null ? '' : timeText(row.totalMs, say)}</td>
      <td className={cx(styles.number)}>
        {say('changed', { changed: row.changedOutcome, share: changedShare(row) })}
      </td>
    </tr>
  );
}

function timeText(ms: number, say: Say<'cost'>): string {
  const { minutes, seconds } = splitTime(ms);
  return minutes === 0 ? say('seconds', { seconds }) : say('minutes', { minutes, seconds });
}

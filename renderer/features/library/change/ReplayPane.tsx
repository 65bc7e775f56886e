import { ArrowDown, ArrowLeftRight, ArrowUp, Check, CircleHelp } from 'lucide-react';
import type { ReplayView } from '../../../../shared/protocol/authoringViews.ts';
import { useTask } from '../../../desk/useTask.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/sign/EmptyState.tsx';
import { Trouble } from '../../contact/Trouble.tsx';
import { DispositionMark } from '../../frame/DispositionMark.tsx';
import { CostPanel } from '../cost/CostPanel.tsx';
import { useOpenScript } from '../open/openScript.ts';
import styles from './change.module.css';
import { TaskProblems } from './TaskProblems.tsx';

type Changed = ReplayView['changed'][number];

const arrows: Readonly<Record<Changed['direction'], typeof ArrowUp>> = {
  up: ArrowUp,
  down: ArrowDown,
  sideways: ArrowLeftRight,
  open: CircleHelp,
  decided: Check,
};
/** What would have been less urgent is what a lead must look at first. */
const order: readonly Changed['direction'][] = ['down', 'open', 'sideways', 'up', 'decided'];
/** More rows than this say nothing more; the counts above them are of all. */
const rowsMax = 200;

/** Which assessments already made would end otherwise with this text. Nothing stored is touched. */
export function ReplayPane() {
  const say = useText('library');
  const { text, row } = useOpenScript();
  const task = useTask('script.replay', { text }, 300);
  const { result } = task;
  return (
    <div className={cx(styles.pane)}>
      <h2>{say('replay.title')}</h2>
      <p className={cx(styles.lead)}>{say('replay.lead')}</p>
      <Trouble refusal={task.refusal} fault={task.fault} />
      {task.isRunning && <p role="status">{say('replay.running')}</p>}
      {result !== undefined && task.isFresh && (
        <>
          <TaskProblems problems={result.problems} />
          {result.problems.length === 0 && <Replayed replay={result} />}
        </>
      )}
      <CostPanel scriptId={row.scriptId} version={row.version} />
    </div>
  );
}

function Replayed({ replay }: { replay: ReplayView }) {
  const say = useText('library');
  if (replay.assessments === 0) return <EmptyState>{say('replay.none')}</EmptyState>;
  const rows = replay.changed.toSorted(
    (left, right) => order.indexOf(left.direction) - order.indexOf(right.direction),
  );
  return (
    <>
      <p role="status" className={cx(styles.sum)}>
        {say('replay.all', { count: replay.assessments, ms: Math.round(replay.ms) })} ·{' '}
        {rows.length === 0 ? say('replay.noChange') : say('replay.same', { count: replay.unchanged })}
      </p>
      {rows.length > 0 && (
        <>
          <ul className={cx(styles.counts)}>
            {order
              .map((direction) => ({
                direction,
                count: rows.filter((one) => one.direction === direction).length,
              }))
              .filter(({ count }) => count > 0)
              .map(({ direction, count }) => (
                <li key={direction}>
                  <Direction direction={direction} /> {count}
                </li>
              ))}
          </ul>
          <table aria-label={say('replay.list')} className={cx(styles.fields)}>
            <thead>
              <tr>
                <th scope="col">{say('direction.of')}</th>
                <th scope="col">{say('replay.was')}</th>
                <th scope="col">{say('replay.is')}</th>
                <th scope="col">{say('replay.which')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, rowsMax).map((one) => (
                <tr key={`${one.contactId} ${one.assessmentId}`}>
                  <td>
                    <Direction direction={one.direction} />
                  </td>
                  <td>
                    <Outcome code={one.before} />
                  </td>
                  <td>
                    <Outcome code={one.after} />
                  </td>
                  <td className={cx(styles.quiet)}>
                    {`${one.contactId.replace('contact_', '').slice(-8)} · ${say('version', { version: one.fromVersion })}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

function Direction({ direction }: Pick<Changed, 'direction'>) {
  const say = useText('library');
  const Arrow = arrows[direction];
  return (
    <span className={cx(styles.direction, styles[direction])}>
      <Arrow aria-hidden="true" />
      {say(`direction.${direction}`)}
    </span>
  );
}

function Outcome({ code }: { code: string | null }) {
  const say = useText('library');
  return code === null ? <em>{say('replay.nothing')}</em> : <DispositionMark code={code} />;
}

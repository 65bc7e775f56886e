import { useState } from 'react';
import type { ComparisonView, LibraryRow } from '../../../../shared/protocol/authoringViews.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useTask } from '../../../desk/useTask.ts';
import { useText } from '../../../texts/useText.ts';
import { Picker } from '../../../ui/control/Picker.tsx';
import { cx } from '../../../ui/cx.ts';
import { Chip } from '../../../ui/sign/Chip.tsx';
import { EmptyState } from '../../../ui/sign/EmptyState.tsx';
import { Trouble } from '../../contact/Trouble.tsx';
import { useOpenScript } from '../open/openScript.ts';
import styles from './change.module.css';
import { fieldName } from './fieldName.ts';
import { TaskProblems } from './TaskProblems.tsx';

const parts = ['head', 'question', 'rule', 'advice', 'safetyNet', 'plan', 'guidance'] as const;

/** This text against another version, item by item; what is the same is only counted. */
export function ComparePane() {
  const say = useText('library');
  const { versions, row } = useOpenScript();
  const others = versions.filter((one) => one.version !== row.version);
  const [picked, setPicked] = useState<number | null>(null);
  const left = others.find((one) => one.version === picked) ?? nearestOlder(others, row) ?? others[0];
  if (left === undefined) return <EmptyState>{say('compare.none')}</EmptyState>;
  return (
    <div className={cx(styles.pane)}>
      <div className={cx(styles.pick)}>
        <Picker
          label={say('compare.with')}
          options={others.map((one) => ({
            key: String(one.version),
            text: say('version.row', { version: one.version, status: say(`status.${one.status}`) }),
          }))}
          value={String(left.version)}
          onPick={(version) => setPicked(Number(version))}
        />
      </div>
      <Compared left={left} />
    </div>
  );
}

function nearestOlder(others: readonly LibraryRow[], row: LibraryRow): LibraryRow | undefined {
  return others.find((one) => one.version < row.version);
}

function Compared({ left }: { left: LibraryRow }) {
  const say = useText('library');
  const { text } = useOpenScript();
  const { scriptId, version } = left;
  const { data: source } = useLiveQuery('script.source', { scriptId, version });
  const task = useTask(
    'script.compare',
    source === undefined ? null : { left: source.text, right: text },
    150,
  );
  const { result } = task;
  if (result === undefined)
    return (
      <>
        <Trouble refusal={task.refusal} fault={task.fault} />
        {task.refusal === null && task.fault === null && <EmptyState>{say('proof.checking')}</EmptyState>}
      </>
    );
  return (
    <>
      <TaskProblems problems={result.problems} />
      {result.problems.length === 0 && (
        <p role="status" className={cx(styles.sum)}>
          {result.changes.length === 0
            ? say('compare.nothing')
            : `${say('compare.changed', { count: result.changes.length })} · ${say('compare.same', { count: result.same })}`}
        </p>
      )}
      {parts.map((part) => {
        const changes = result.changes.filter((one) => one.part === part);
        if (changes.length === 0) return null;
        return (
          <section key={part} aria-label={say(`part.${part}`)} className={cx(styles.part)}>
            <h2>{say(`part.${part}`)}</h2>
            {changes.map((one) => (
              <Change key={`${one.change} ${one.id}`} change={one} version={version} />
            ))}
          </section>
        );
      })}
    </>
  );
}

interface ChangeProps {
  readonly change: ComparisonView['changes'][number];
  readonly version: number;
}

const looks = { added: 'success', removed: 'warning', changed: 'info', moved: 'plain' } as const;

function Change({ change, version }: ChangeProps) {
  const say = useText('library');
  const shown = (value: string) =>
    value === '' ? <em className={cx(styles.quiet)}>{say('compare.empty')}</em> : value;
  return (
    <div className={cx(styles.change)}>
      <p className={cx(styles.changeHead)}>
        <strong>{change.id}</strong>
        <Chip look={looks[change.change]}>{say(`change.${change.change}`)}</Chip>
      </p>
      {change.fields.length > 0 && (
        <table className={cx(styles.fields)}>
          <thead>
            <tr>
              <th scope="col">{say('compare.field')}</th>
              <th scope="col">{say('compare.left', { version })}</th>
              <th scope="col">{say('compare.right')}</th>
            </tr>
          </thead>
          <tbody>
            {change.fields.map(({ field, left, right }) => (
              <tr key={field}>
                <th scope="row">{fieldName(field, say)}</th>
                <td>{shown(left)}</td>
                <td>{shown(right)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import { Clock } from '../../ui/sign/Clock.tsx';
import { DispositionMark } from '../frame/DispositionMark.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import styles from './BoardScreen.module.css';

type OpenPhase = 'ringing' | 'talking' | 'wrappingUp';
/** Targets of the reference unit: answer in three minutes, a call in fifteen, wrap-up in ten. */
const targets: Readonly<Record<OpenPhase, number>> = {
  ringing: 180_000,
  talking: 900_000,
  wrappingUp: 600_000,
};

export function BoardContacts({ phase, rows }: { phase: OpenPhase; rows: readonly ContactRow[] }) {
  const say = useText('board');
  const title = say('contactsOf', { phase: say(phase), count: rows.length });
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className={cx(styles.none)}>{say('noneHere')}</p>
      ) : (
        <table className={cx(styles.table, styles.fixed)} aria-label={title}>
          <thead>
            <tr>
              <th scope="col" className={cx(styles.number, styles.time)}>
                {say('col.time')}
              </th>
              <th scope="col" className={cx(styles.urgency)}>
                {say('col.urgency')}
              </th>
              <th scope="col" className={cx(styles.short)}>
                {say('col.language')}
              </th>
              <th scope="col">{say('col.reason')}</th>
              <th scope="col" className={cx(styles.unit)}>
                {say('col.unit')}
              </th>
              <th scope="col" className={cx(styles.time)}>
                {say('col.who')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BoardRow key={row.contactId} row={row} phase={phase} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function BoardRow({ row, phase }: { row: ContactRow; phase: OpenPhase }) {
  const say = useText('board');
  const language = useLanguage();
  const { data: units } = useLiveQuery('desk.units', {});
  const unit = units?.find((one) => one.id === row.unit)?.name[language] ?? row.unit;
  return (
    <tr>
      <td className={cx(styles.number)}>
        <Clock since={row.openedAt} targetMs={targets[phase]} label={say('col.time')} />
      </td>
      <td>
        {row.disposition === null ? (
          <span className={cx(styles.none)}>{say('notAssessed')}</span>
        ) : (
          <DispositionMark code={row.disposition} />
        )}
        {row.disputed && <Chip look="warning">{say('disputed')}</Chip>}
      </td>
      <td className={cx(styles.language)}>{row.language}</td>
      <td className={cx(styles.reason)}>{row.nonDisclosure ? say('hidden') : row.reason}</td>
      <td>{unit}</td>
      <td>{row.answeredBy === null ? '' : personOf(row.answeredBy.user)}</td>
    </tr>
  );
}

import { Circle, CircleCheck, Coffee, FileText, Pencil, Phone, PhoneIncoming } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeskSeen } from '../../../shared/protocol/regionProtocol.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Clock } from '../../ui/sign/Clock.tsx';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import styles from './BoardScreen.module.css';

const icons: Readonly<Record<DeskSeen['state'], ReactNode>> = {
  ready: <CircleCheck aria-hidden="true" />,
  ringing: <PhoneIncoming aria-hidden="true" />,
  talking: <Phone aria-hidden="true" />,
  wrappingUp: <Pencil aria-hidden="true" />,
  break: <Coffee aria-hidden="true" />,
  casework: <FileText aria-hidden="true" />,
  signedOut: <Circle aria-hidden="true" />,
};
/** A call this long asks whether the colleague needs help. */
const longCallMs = 900_000;

/** Who is at work and in what state. States are all one colour: only what is over its limit gets the clock. */
export function BoardDesks({ desks }: { desks: readonly DeskSeen[] }) {
  const say = useText('board');
  if (desks.length === 0) return <EmptyState>{say('noDesks')}</EmptyState>;
  return (
    <table className={cx(styles.table)} aria-label={say('desks')}>
      <thead>
        <tr>
          <th scope="col">{say('col.name')}</th>
          <th scope="col">{say('col.state')}</th>
          <th scope="col" className={cx(styles.number)}>
            {say('col.since')}
          </th>
          <th scope="col" className={cx(styles.number)}>
            {say('col.pending')}
          </th>
        </tr>
      </thead>
      <tbody>
        {desks.map((desk) => (
          <DeskRow key={desk.desk} desk={desk} />
        ))}
      </tbody>
    </table>
  );
}

function DeskRow({ desk }: { desk: DeskSeen }) {
  const say = useText('board');
  const frame = useText('frame');
  const language = useLanguage();
  const { data: units } = useLiveQuery('desk.units', {});
  return (
    <tr>
      <td>
        {desk.name}
        <br />
        <span className={cx(styles.none)}>
          {units?.find((one) => one.id === desk.unit)?.name[language] ?? desk.unit}
        </span>
      </td>
      <td>
        <span className={cx(styles.state)}>
          {icons[desk.state]}
          {frame(`state.${desk.state}`)}
        </span>
        {!desk.connected && <br />}
        {!desk.connected && <StatusSign shape="waiting" text={say('disconnected')} />}
      </td>
      <td className={cx(styles.number)}>
        <Clock
          since={desk.since}
          targetMs={desk.state === 'talking' ? longCallMs : undefined}
          label={say('col.since')}
        />
      </td>
      <td className={cx(styles.number)}>{desk.pending === 0 ? '' : desk.pending}</td>
    </tr>
  );
}

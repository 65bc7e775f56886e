import type { ClientView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './before.module.css';

/** Silence is not "none": what the record does not tell is said to be missing, and the script asks for it. */
export function KnownOfClient({ client }: { client: ClientView }) {
  const say = useText('several');
  const sayClient = useText('client');
  const alerts = Object.values(client.alerts);
  const textsOf = (list: ClientView['conditions'] | ClientView['medicines']) =>
    Object.values(list ?? {}).map((one) => one.text);
  const ofKind = (kind: 'condition' | 'medicine') =>
    alerts.filter((alert) => alert.kind === kind).map((alert) => alert.text);
  const other = alerts
    .filter(({ kind }) => kind !== 'condition' && kind !== 'medicine')
    .map(({ kind, text }) => `${sayClient(`alertKind.${kind}`)}: ${text}`);
  return (
    <section aria-label={say('known')}>
      <h3 className={cx(styles.title)}>{say('known')}</h3>
      <dl className={cx(styles.known)}>
        <Row label={say('conditions')} texts={[...textsOf(client.conditions), ...ofKind('condition')]} />
        <Row label={say('medicines')} texts={[...textsOf(client.medicines), ...ofKind('medicine')]} />
        {other.length > 0 && <Row label={say('alerts')} texts={other} />}
      </dl>
    </section>
  );
}

function Row({ label, texts }: { label: string; texts: readonly string[] }) {
  const say = useText('several');
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {texts.length === 0 ? <em className={cx(styles.quiet)}>{say('notRecorded')}</em> : texts.join(' · ')}
      </dd>
    </>
  );
}

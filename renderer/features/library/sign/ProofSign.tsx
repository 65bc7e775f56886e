import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import type { ProofMark } from './proofSigns.ts';
import styles from './sign.module.css';

/** Whether a text has been proved, for as much as this window has had calculated. Nothing is taken on trust. */
export function ProofSign({ proof }: { proof: ProofMark }) {
  const say = useText('library');
  switch (proof) {
    case 'proved':
      return <StatusSign shape="there" text={say('proof.yes')} />;
    case 'broken':
      return <StatusSign shape="failed" text={say('proof.no')} />;
    case 'checking':
      return <StatusSign shape="waiting" text={say('proof.checking')} />;
    case 'unknown':
      return <span className={cx(styles.quiet)}>{say('proof.unknown')}</span>;
  }
}

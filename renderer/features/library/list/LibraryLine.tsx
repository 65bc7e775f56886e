import type { LibraryRow } from '../../../../shared/protocol/authoringViews.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { formatDate } from '../../../ui/time/formatTime.ts';
import { said } from '../../contact/localText.ts';
import { personOf } from '../../sync/useTroubleText.ts';
import { ProofSign } from '../sign/ProofSign.tsx';
import { useProofOf } from '../sign/proofSigns.ts';
import { StatusChip } from '../sign/StatusChip.tsx';
import styles from './list.module.css';

export function LibraryLine({ row }: { row: LibraryRow }) {
  const say = useText('library');
  const language = useLanguage();
  const proof = useProofOf(row.hash);
  return (
    <div className={cx(styles.line)}>
      <span className={cx(styles.name)}>
        <strong>{said(row.title, language)}</strong>
        <span className={cx(styles.id)}>{row.scriptId}</span>
      </span>
      <span className={cx(styles.fact)}>{say('version', { version: row.version })}</span>
      <span className={cx(styles.fact)}>{say(`area.${row.area}`)}</span>
      <span className={cx(styles.fact)}>{say('questions', { count: row.questions })}</span>
      <span className={cx(styles.chip)}>
        <StatusChip status={row.status} />
      </span>
      <span className={cx(styles.signs)}>
        <ProofSign proof={proof} />
        {row.approvals.length > 0 && <span>{say('approvals', { count: row.approvals.length })}</span>}
        {row.disputed && <StatusSign shape="conflict" text={say('two.title')} />}
        {row.fault !== null && <StatusSign shape="failed" text={say(`fault.${row.fault}`)} />}
        {row.pending > 0 && <StatusSign shape="waiting" text={say('pending')} />}
      </span>
      {row.withdrawn !== null && (
        <span className={cx(styles.why)}>
          {say('withdrawnBy', {
            who: personOf(row.withdrawn.by.user),
            at: formatDate(row.withdrawn.at),
            reason: row.withdrawn.reason,
          })}
        </span>
      )}
    </div>
  );
}

import type { ScriptSourceView } from '../../../../shared/protocol/authoringViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { formatDate } from '../../../ui/time/formatTime.ts';
import styles from './sign.module.css';

/** The region's signature, as this desk itself has checked it. */
export function SignatureSign({ source }: { source: Pick<ScriptSourceView, 'signature' | 'status'> }) {
  const say = useText('library');
  const { signature } = source;
  if (signature === null)
    return source.status === 'released' || source.status === 'withdrawn' ? (
      <span className={cx(styles.quiet)}>{say('signature.none')}</span>
    ) : null;
  return (
    <span className={cx(styles.signature)}>
      <StatusSign
        shape={signature.valid ? 'there' : 'failed'}
        text={say(signature.valid ? 'signature.valid' : 'signature.invalid')}
      />
      <span className={cx(styles.key)}>
        {say('signature.detail', { key: signature.keyId.slice(0, 12), at: formatDate(signature.at) })}
      </span>
    </span>
  );
}

import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LibraryRow } from '../../../../shared/protocol/authoringViews.ts';
import { useDeskPort } from '../../../desk/DeskProvider.tsx';
import type { DeskPort } from '../../../desk/deskPort.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { markProof, proofOf } from '../sign/proofSigns.ts';
import styles from './list.module.css';

/** Proves what the list shows, one script after another; each sign appears as it comes, and it can be stopped. */
export function ProveAll({ rows }: { rows: readonly LibraryRow[] }) {
  const say = useText('library');
  const port = useDeskPort();
  const [progress, setProgress] = useState<{ readonly done: number; readonly all: number } | null>(null);
  const running = useRef(false);
  useEffect(
    () => () => {
      running.current = false;
    },
    [],
  );
  const isRunning = progress !== null && progress.done < progress.all;
  const start = async () => {
    running.current = true;
    setProgress({ done: 0, all: rows.length });
    for (const [index, row] of rows.entries()) {
      await proveRow(port, row);
      if (!running.current) return;
      setProgress({ done: index + 1, all: rows.length });
    }
    running.current = false;
  };
  const stop = () => {
    running.current = false;
    setProgress(null);
  };
  const proved = rows.filter((row) => proofOf(row.hash) === 'proved').length;
  return (
    <>
      <span role="status" className={cx(styles.muted)}>
        {isRunning && say('proofAll.progress', progress)}
        {progress !== null && !isRunning && say('proofAll.done', { proved, all: rows.length })}
      </span>
      <Button
        size="small"
        icon={<ShieldCheck aria-hidden="true" />}
        onPress={() => (isRunning ? stop() : void start())}
      >
        {say(isRunning ? 'proofAll.stop' : 'proofAll.start')}
      </Button>
    </>
  );
}

async function proveRow(port: DeskPort, row: LibraryRow): Promise<void> {
  const before = proofOf(row.hash);
  if (before === 'proved' || before === 'broken') return;
  markProof(row.hash, 'checking');
  const { scriptId, version } = row;
  const source = await port.query('script.source', { scriptId, version });
  const proof =
    source.kind === 'done' ? await port.task('script.prove', { text: source.result.text }) : source;
  markProof(row.hash, proof.kind !== 'done' ? 'unknown' : proof.result.proved ? 'proved' : 'broken');
}

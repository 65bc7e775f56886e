import type { RefusedOpView, SyncStatus } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { type TextKey, useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Dialog } from '../../ui/surface/Dialog.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import styles from './OutboxDialog.module.css';
import { useLinkText } from './useLinkText.ts';
import { useTroubleText, whoAndWhen } from './useTroubleText.ts';

const refusable: ReadonlySet<string> = new Set([
  'contact.answered',
  'handoff.taken',
  'handoff.finished',
  'handoff.returned',
  'handoff.withdrawn',
]);

export function OutboxDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText('sync');
  const frame = useText('frame');
  const { data: sync } = useLiveQuery('sync.status', isOpen ? {} : null);
  return (
    <Dialog title={say('details')} closeLabel={frame('close')} isOpen={isOpen} onClose={onClose}>
      {sync !== undefined && <Facts sync={sync} />}
      {sync?.refused.length === 0 && <p className={cx(styles.quiet)}>{say('noRefusals')}</p>}
      <ul className={cx(styles.list)}>
        {sync?.refused.map((one) => (
          <li key={one.opId}>
            <RefusedRow refused={one} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Facts({ sync }: { sync: SyncStatus }) {
  const say = useText('sync');
  const linkText = useLinkText();
  const lines = [
    linkText(sync),
    say('pendingNow', { count: sync.pending }),
    say('acknowledged', { count: sync.acknowledged }),
    say('lastHeard', { at: sync.lastHeardAt === null ? say('never') : formatClock(sync.lastHeardAt) }),
    ...(Math.abs(sync.skewMs) >= 2_000 ? [say('skew', { seconds: Math.round(sync.skewMs / 1_000) })] : []),
    ...(sync.deadLetters > 0 ? [say('deadLetters', { count: sync.deadLetters })] : []),
    ...(sync.parked > 0 ? [say('parked', { count: sync.parked })] : []),
  ];
  return (
    <ul className={cx(styles.facts)}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** One claim the region said no to: what it was, who has it and since when. What was typed stays in the record. */
export function RefusedRow({ refused }: { refused: RefusedOpView }) {
  const say = useText('sync');
  const trouble = useTroubleText();
  const dismiss = useCommand('refusal.dismiss');
  const what = refusable.has(refused.type) ? (`op.${refused.type}` as TextKey<'sync'>) : 'op.other';
  const why =
    refused.by === null
      ? trouble({ refusal: { ...refused, by: null, path: null }, fault: null })
      : say('took', whoAndWhen(refused.by.user, refused.at));
  return (
    <Banner
      look="warning"
      live="none"
      actions={
        <Button
          size="small"
          isPending={dismiss.busy}
          onPress={() => void dismiss.run({ opId: refused.opId })}
        >
          {say('dismiss')}
        </Button>
      }
    >
      <strong>{say(what)}</strong> {formatClock(refused.madeAt)}
      <br />
      {why} {say('typedKept')}
    </Banner>
  );
}

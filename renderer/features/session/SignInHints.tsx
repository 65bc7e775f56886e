import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Banner } from '../../ui/sign/Banner.tsx';

/** What the person at the door must know before typing: no network, first start, a locked database, a demo. */
export function SignInHints({ view }: { view: SessionView }) {
  const say = useText('signIn');
  const words = useText('sync');
  const { data: sync } = useLiveQuery('sync.status', {});
  const cut = sync?.link === 'waiting' || sync?.linkCode === 'regionUnreachable';
  const first = view.knownUsers.length === 0;
  const isAlone = sync?.link === 'off' && sync.regionUrl === null;
  return (
    <>
      {isAlone && (
        <Banner look="warning" live="none">
          {words('link.off')}
        </Banner>
      )}
      {first && (
        <Banner look={cut ? 'warning' : 'info'} live="none">
          {say('firstStart')}
        </Banner>
      )}
      {cut && !first && (
        <Banner look="warning" live="none">
          {say('offlineHint')}
        </Banner>
      )}
      {!first && view.keyCustody === 'passphrase' && !cut && <Banner live="none">{say('locked')}</Banner>}
    </>
  );
}

import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import type { UnsavedCommand } from '../../desk/deskPort.ts';
import { useDeskHealth } from '../../desk/useDeskHealth.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { copyText } from '../../ui/copyText.ts';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import styles from './CriticalBar.module.css';

/**
 * Appears when this desk could not save. It cannot be overlooked, and it hands out every text that was typed. It goes
 * away by itself only when the same things have been saved.
 */
export function CriticalBar() {
  const say = useText('frame');
  const sync = useText('sync');
  const port = useDeskPort();
  const { unsaved, savingWorks } = useDeskHealth();
  const [copied, setCopied] = useState(false);
  const last = unsaved.at(-1);
  if (last === undefined) return null;
  const texts = unsaved.flatMap((one) => typedTexts(one.args));
  const copy = () => setCopied(copyText(texts.join('\n')));
  return (
    <div className={cx(styles.bar)}>
      <Banner
        look="critical"
        live="alert"
        icon={<TriangleAlert aria-hidden="true" />}
        actions={
          <>
            {texts.length > 0 && (
              <Button look="onBanner" size="small" onPress={copy}>
                {say(copied ? 'critical.copied' : 'critical.copy')}
              </Button>
            )}
            <Button look="onBanner" size="small" onPress={() => port.forgetUnsaved()}>
              {say('critical.hide')}
            </Button>
          </>
        }
      >
        {savingWorks ? say('critical.again') : `${say('critical.title')} ${sync(`fault.${last.fault}`)}`}
        {texts.length > 0 && <span className={cx(styles.texts)}>{texts.join(' · ')}</span>}
      </Banner>
    </div>
  );
}

/** The texts a person typed into a command: notes, reasons, plan lines. */
function typedTexts(args: UnsavedCommand['args']): string[] {
  if (typeof args !== 'object' || args === null) return [];
  return Object.entries(args).flatMap(([key, value]) =>
    typeof value === 'string' && /^(text|reason|note|value|readBack)$/.test(key) && value !== ''
      ? [value]
      : [],
  );
}

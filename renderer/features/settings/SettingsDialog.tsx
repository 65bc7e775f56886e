import type { ReactNode } from 'react';
import { languages } from '../../../shared/base/text.ts';
import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { ToggleRow } from '../../ui/control/ToggleRow.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Dialog } from '../../ui/surface/Dialog.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { usePreferences } from '../frame/useAppliedPreferences.ts';
import { useTroubleText } from '../sync/useTroubleText.ts';
import styles from './SettingsDialog.module.css';

const themes = ['system', 'light', 'dark'] as const;
const sizes = ['100', '112', '125'] as const;
const percents = { '100': 100, '112': 112, '125': 125 } as const;

/** Takes effect at once; there is no button to save. */
export function SettingsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText('frame');
  const trouble = useTroubleText();
  const { language, theme, fontScale } = usePreferences();
  const set = useCommand('desk.setPreferences');
  const signOut = useCommand('session.signOut');
  const wrong = trouble(set) ?? trouble(signOut);
  return (
    <Dialog title={say('settings.title')} closeLabel={say('close')} isOpen={isOpen} onClose={onClose}>
      <Choice title={say('settings.language')}>
        <ToggleRow
          label={say('settings.language')}
          options={languages.map((key) => ({ key, text: say(`language.${key}`) }))}
          value={language}
          onPick={(key) => void set.run({ language: key })}
        />
      </Choice>
      <Choice title={say('settings.theme')}>
        <ToggleRow
          label={say('settings.theme')}
          options={themes.map((key) => ({ key, text: say(`settings.theme.${key}`) }))}
          value={theme}
          onPick={(key) => void set.run({ theme: key })}
        />
      </Choice>
      <Choice title={say('settings.size')}>
        <ToggleRow
          label={say('settings.size')}
          options={sizes.map((key) => ({ key, text: `${key} %` }))}
          value={`${fontScale}`}
          onPick={(key) => void set.run({ fontScale: percents[key] })}
        />
      </Choice>
      {wrong !== null && <Banner look="warning">{wrong}</Banner>}
      <About />
      <div>
        <Button isPending={signOut.busy} onPress={() => void signOut.run({})}>
          {say('settings.signOut')}
        </Button>
      </div>
    </Dialog>
  );
}

function Choice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={cx(styles.choice)}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function About() {
  const say = useText('frame');
  const { session } = useFrame();
  const { data }: { data: SessionView | undefined } = useLiveQuery('session.current', {});
  return (
    <div className={cx(styles.about)}>
      <h3>{say('settings.about')}</h3>
      <p>{say('settings.desk', { desk: session.desk })}</p>
      {data !== undefined && <p>{say('settings.runtime', { runtime: data.runtime })}</p>}
      <p>{say('settings.draftContent')}</p>
    </div>
  );
}

import type { KeyboardEvent } from 'react';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './open.module.css';
import { type ScriptTab, scriptTabs, useOpenScript } from './openScript.ts';

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

export function ScriptTabs() {
  const say = useText('library');
  const { tab, show } = useOpenScript();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const to = scriptTabs[(scriptTabs.indexOf(tab) + step + scriptTabs.length) % scriptTabs.length];
    if (to === undefined) return;
    show(to);
    document.getElementById(tabId(to))?.focus();
  };
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={say('tabs.label')}
      className={cx(styles.tabs)}
      onKeyDown={onKeyDown}
    >
      {scriptTabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={tabId(one)}
          aria-selected={one === tab}
          aria-controls="script-pane"
          tabIndex={one === tab ? 0 : -1}
          className={cx(styles.tab, one === tab && styles.shownTab)}
          onClick={() => show(one)}
        >
          {say(`tab.${one}`)}
        </button>
      ))}
    </div>
  );
}

function tabId(tab: ScriptTab): string {
  return `script-tab-${tab}`;
}

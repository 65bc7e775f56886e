import { useText } from '../../../texts/useText.ts';
import { TabList } from '../../../ui/control/TabList.tsx';
import styles from './open.module.css';
import { scriptTabs, useOpenScript } from './openScript.ts';

const idPrefix = 'script-tab-';

export function ScriptTabs() {
  const say = useText('library');
  const { tab, show } = useOpenScript();
  const step = (by: 1 | -1) => {
    const to = scriptTabs[(scriptTabs.indexOf(tab) + by + scriptTabs.length) % scriptTabs.length];
    if (to === undefined) return;
    show(to);
    document.getElementById(`${idPrefix}${to}`)?.focus();
  };
  return (
    <TabList
      label={say('tabs.label')}
      tabs={scriptTabs.map((one) => ({ id: one, content: say(`tab.${one}`) }))}
      chosen={tab}
      idPrefix={idPrefix}
      controls="script-pane"
      look={{ list: styles.tabs, tab: styles.tab, shown: styles.shownTab }}
      onChoose={show}
      onStep={step}
    />
  );
}

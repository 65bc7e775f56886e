import { showChord } from '../../keys/chord.ts';
import { type ShortcutId, shortcutOf } from '../../keys/shortcuts.ts';
import { useText } from '../../texts/useText.ts';
import { TabList } from '../../ui/control/TabList.tsx';
import { cx } from '../../ui/cx.ts';
import { type Call, fromCall, type Pane } from './callContext.ts';
import styles from './contact.module.css';

const chords: Readonly<Record<Pane, ShortcutId | null>> = {
  assessment: 'assessment',
  plan: 'plan',
  handoff: 'handoffOffer',
  wrapUp: null,
  notes: 'notes',
};

/** The parts of a contact. In a narrow window the notes are one of them. */
export const PaneTabs = fromCall(
  ({ pane, goTo }, { panes }: { readonly panes: readonly Pane[] }) => ({ panes, pane, goTo }),
  Tabs,
);

interface TabsProps extends Pick<Call, 'pane' | 'goTo'> {
  readonly panes: readonly Pane[];
}

function Tabs({ panes, pane, goTo }: TabsProps) {
  const say = useText('contact');
  const step = (by: 1 | -1) => {
    const to = panes[(panes.indexOf(pane) + by + panes.length) % panes.length];
    if (to !== undefined) goTo(to, `pane-tab-${to}`);
  };
  const contentOf = (one: Pane) => {
    const shortcut = chords[one];
    return (
      <>
        {say(`pane.${one}`)}
        {shortcut !== null && (
          <span aria-hidden="true" className={cx(styles.chord)}>
            {showChord(shortcutOf(shortcut).chord)}
          </span>
        )}
      </>
    );
  };
  return (
    <TabList
      label={say('panes.label')}
      tabs={panes.map((one) => ({ id: one, content: contentOf(one) }))}
      chosen={pane}
      idPrefix="pane-tab-"
      controls="contact-pane"
      look={{ list: styles.tabs, tab: styles.tab, shown: styles.shownTab }}
      onChoose={(one) => goTo(one)}
      onStep={step}
    />
  );
}

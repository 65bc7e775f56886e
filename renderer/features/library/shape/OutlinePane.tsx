import { CircleHelp, OctagonAlert, Split } from 'lucide-react';
import type { ReactNode } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { said } from '../../contact/localText.ts';
import { NoShape } from './NoShape.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import styles from './outline.module.css';
import { type OutlineNode, useOutline } from './useOutline.ts';

/** The same nodes as the graph, indented; Enter goes to the line that says so. */
export function OutlinePane() {
  const say = useText('library');
  const language = useLanguage();
  const { task, outline, goTo } = useOutline();
  if (outline === null) return <NoShape task={task} />;
  return (
    <div className={cx(styles.pane)}>
      <p className={cx(styles.hint)}>{say('outline.hint')}</p>
      <GridList
        aria-label={say('tab.outline')}
        className={cx(styles.list)}
        items={outline.nodes}
        dependencies={[language]}
        onAction={(id) => {
          const node = outline.nodes.find((one) => one.id === id);
          if (node !== undefined) goTo(node);
        }}
      >
        {(node) => (
          <GridListItem
            id={node.id}
            textValue={said(node.text, language)}
            className={cx(styles.row, styles[node.kind], styles[`depth${Math.min(node.depth, 5)}`])}
          >
            <span className={cx(styles.icon)}>{iconOf(node)}</span>
            <span className={cx(styles.kind)}>{say(`kind.${node.kind}`)}</span>
            {node.kind === 'outcome' ? (
              <OutcomeMark node={node} />
            ) : (
              <span className={cx(styles.text)}>{said(node.text, language)}</span>
            )}
            {node.redFlag && <span className={cx(styles.flag)}>{say('redFlag')}</span>}
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}

function iconOf({ kind, redFlag }: OutlineNode): ReactNode {
  if (redFlag) return <OctagonAlert aria-hidden="true" />;
  if (kind === 'question') return <CircleHelp aria-hidden="true" />;
  return kind === 'rule' ? <Split aria-hidden="true" /> : null;
}

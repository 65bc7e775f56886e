import { cx } from '../../../ui/cx.ts';
import styles from './graph.module.css';
import { nodeHigh, nodeWide, type PlacedNode } from './graphPlaces.ts';

interface GraphNodeProps {
  readonly placed: PlacedNode;
  readonly name: string;
  readonly words: string;
  readonly isChosen: boolean;
  readonly isNear: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

/** Questions are round at the sides, rules square, outcomes double: told apart without colour. */
export function GraphNode({ placed, name, words, isChosen, isNear, onChoose, onOpen }: GraphNodeProps) {
  const { node, x, y } = placed;
  const round = node.kind === 'question' ? 16 : node.kind === 'rule' ? 2 : 8;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no button of its own.
    <g
      role="button"
      tabIndex={isChosen ? 0 : -1}
      aria-label={name}
      data-node={node.id}
      transform={`translate(${x} ${y})`}
      className={cx(styles.node, styles[node.kind], isChosen && styles.chosen, isNear && styles.near)}
      onFocus={onChoose}
      onClick={onChoose}
      onDoubleClick={onOpen}
    >
      <rect width={nodeWide} height={nodeHigh} rx={round} className={cx(styles.box)} />
      {node.kind === 'outcome' && (
        <rect
          x="4"
          y="4"
          width={nodeWide - 8}
          height={nodeHigh - 8}
          rx={round - 3}
          className={cx(styles.inner)}
        />
      )}
      {node.redFlag && (
        <path
          d="M4 -8h8l6 6v8l-6 6h-8l-6 -6v-8z"
          transform="translate(-10 -2)"
          className={cx('shape', styles.flag)}
        />
      )}
      <foreignObject width={nodeWide} height={nodeHigh}>
        <div className={cx(styles.words)}>
          <span>{words}</span>
        </div>
      </foreignObject>
    </g>
  );
}

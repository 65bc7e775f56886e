import { cx } from '../../../ui/cx.ts';
import styles from './graph.module.css';
import { nodeHigh, nodeWide, type PlacedNode, wrapText } from './graphPlaces.ts';

interface GraphNodeProps {
  readonly placed: PlacedNode;
  readonly name: string;
  readonly words: string;
  readonly isChosen: boolean;
  readonly isNear: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

const lineChars = 27;
const linesMax = 3;
const lineHigh = 18;

/** Questions are round at the sides, rules square, outcomes double: told apart without colour. */
export function GraphNode({ placed, name, words, isChosen, isNear, onChoose, onOpen }: GraphNodeProps) {
  const { node, x, y } = placed;
  const lines = wrapText(words, lineChars, linesMax);
  const first = nodeHigh / 2 - ((lines.length - 1) * lineHigh) / 2 + 5;
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
          transform="translate(4 4)"
          className={cx('shape', styles.flag)}
        />
      )}
      <text textAnchor="middle" className={cx(styles.words)}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
          <tspan key={index} x={nodeWide / 2} y={first + index * lineHigh}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

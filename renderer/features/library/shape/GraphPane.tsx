import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { OutlineView } from '../../../../shared/protocol/authoringViews.ts';
import { type Say, useLanguage, useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { said } from '../../contact/localText.ts';
import { useOpenScript } from '../open/openScript.ts';
import { GraphNode } from './GraphNode.tsx';
import styles from './graph.module.css';
import { edgePath, type GraphKey, nodeAt, placeNodes } from './graphPlaces.ts';
import { NoShape } from './NoShape.tsx';
import { type OutlineNode, useOutline } from './useOutline.ts';

const arrows: ReadonlySet<string> = new Set<GraphKey>([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

/** The script drawn. One node has the focus, arrows move it, and beside the picture stands what leads to and from it. */
export function GraphPane() {
  const { task, outline, goTo } = useOutline();
  if (outline === null || outline.nodes.length === 0) return <NoShape task={task} />;
  return <Drawn outline={outline} goTo={goTo} />;
}

interface DrawnProps {
  readonly outline: OutlineView;
  readonly goTo: (node: OutlineNode) => void;
}

function Drawn({ outline, goTo }: DrawnProps) {
  const say = useText('library');
  const language = useLanguage();
  const { row } = useOpenScript();
  const graph = useMemo(() => placeNodes(outline), [outline]);
  const [chosen, setChosen] = useState(graph.nodes[0]?.node.id ?? '');
  const picture = useRef<SVGSVGElement>(null);
  const moved = useRef(false);
  const at = graph.nodes.some((one) => one.node.id === chosen) ? chosen : (graph.nodes[0]?.node.id ?? '');
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const element = picture.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(at)}"]`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const node = graph.nodes.find((one) => one.node.id === at)?.node;
    if (event.key === 'Enter' && node !== undefined) {
      event.preventDefault();
      goTo(node);
    }
    if (!arrows.has(event.key) || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    moved.current = true;
    setChosen(nodeAt(graph, at, event.key as GraphKey));
  };
  const isNear = (edge: OutlineView['edges'][number]) => edge.from === at || edge.to === at;
  const near = outline.edges.filter(isNear);
  return (
    <div className={cx(styles.pane)}>
      <p className={cx(styles.hint)}>{say('graph.hint')}</p>
      <div className={cx(styles.both)}>
        <div className={cx(styles.paper)}>
          {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
          <svg
            ref={picture}
            role="group"
            aria-label={say('graph.label', { title: said(row.title, language) })}
            width={graph.wide}
            height={graph.high}
            viewBox={`0 0 ${graph.wide} ${graph.high}`}
            onKeyDown={onKeyDown}
          >
            {[...outline.edges.filter((one) => !isNear(one)), ...near].map((edge) => {
              const from = graph.nodes.find((one) => one.node.id === edge.from);
              const to = graph.nodes.find((one) => one.node.id === edge.to);
              if (from === undefined || to === undefined) return null;
              return (
                <path
                  key={`${edge.from} ${edge.to} ${edge.label?.fi ?? ''}`}
                  d={edgePath(from, to)}
                  className={cx(styles.edge, isNear(edge) && styles.nearEdge)}
                />
              );
            })}
            {graph.nodes.map((placed) => (
              <GraphNode
                key={placed.node.id}
                placed={placed}
                name={nodeName({ outline, node: placed.node, text: said(placed.node.text, language) }, say)}
                words={said(placed.node.text, language)}
                isChosen={placed.node.id === at}
                isNear={near.some((one) => one.from === placed.node.id || one.to === placed.node.id)}
                onChoose={() => setChosen(placed.node.id)}
                onOpen={() => goTo(placed.node)}
              />
            ))}
          </svg>
        </div>
        <NodeFacts outline={outline} id={at} onGo={setChosen} />
      </div>
    </div>
  );
}

interface Named {
  readonly outline: OutlineView;
  readonly node: OutlineNode;
  readonly text: string;
}

/** What a screen reader says of a node: what it is, what it says, and how much leads to and from it. */
function nodeName({ outline, node, text }: Named, say: Say<'library'>): string {
  const from = outline.edges.filter((one) => one.to === node.id).length;
  const to = outline.edges.filter((one) => one.from === node.id).length;
  return [
    say('graph.node', { kind: say(`kind.${node.kind}`), text }),
    ...(node.redFlag ? [say('redFlag')] : []),
    ...(from > 0 ? [say('graph.from', { count: from })] : []),
    ...(to > 0 ? [say('graph.to', { count: to })] : []),
  ].join(', ');
}

interface NodeFactsProps {
  readonly outline: OutlineView;
  readonly id: string;
  readonly onGo: (id: string) => void;
}

/** The chosen node in full, and its neighbours with the answers that lead there: what a picture cannot say aloud. */
function NodeFacts({ outline, id, onGo }: NodeFactsProps) {
  const say = useText('library');
  const language = useLanguage();
  const node = outline.nodes.find((one) => one.id === id);
  if (node === undefined) return null;
  const textOf = (other: string) => {
    const found = outline.nodes.find((one) => one.id === other);
    return found === undefined ? other : said(found.text, language);
  };
  const list = (title: string, edges: OutlineView['edges'], end: 'from' | 'to') =>
    edges.length === 0 ? null : (
      <>
        <h3>{title}</h3>
        <ul>
          {edges.map((edge) => (
            <li key={`${edge.from} ${edge.to} ${edge.label?.fi ?? ''}`}>
              <button type="button" className={cx(styles.go)} onClick={() => onGo(edge[end])}>
                {textOf(edge[end])}
              </button>{' '}
              <span className={cx(styles.label)}>
                {edge.label === null ? say('graph.always') : said(edge.label, language)}
              </span>
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <aside aria-label={say(`kind.${node.kind}`)} className={cx(styles.facts)}>
      <p className={cx(styles.label)}>
        {say(`kind.${node.kind}`)}
        {node.redFlag && ` · ${say('redFlag')}`}
      </p>
      <p className={cx(styles.full)}>{said(node.text, language)}</p>
      {list(
        say('graph.comesFrom'),
        outline.edges.filter((one) => one.to === id),
        'from',
      )}
      {list(
        say('graph.goesTo'),
        outline.edges.filter((one) => one.from === id),
        'to',
      )}
    </aside>
  );
}

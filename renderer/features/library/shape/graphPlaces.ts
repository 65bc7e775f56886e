// Keeps LW3. Where the graph's nodes and lines are drawn, and where an arrow key leads.
import type { OutlineView } from '../../../../shared/protocol/authoringViews.ts';

export const nodeWide = 208;
export const nodeHigh = 64;
const gapX = 32;
const gapY = 56;
const edge = 16;

export type GraphKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

export interface PlacedNode {
  readonly node: OutlineView['nodes'][number];
  readonly x: number;
  readonly y: number;
}

export interface Graph {
  readonly nodes: readonly PlacedNode[];
  readonly wide: number;
  readonly high: number;
}

/** Layers go downwards as the call goes on, the nodes of a layer side by side. */
export function placeNodes({ nodes }: Pick<OutlineView, 'nodes'>): Graph {
  const layers = [...new Set(nodes.map((one) => one.layer))].toSorted((a, b) => a - b);
  const placed = nodes.map((node): PlacedNode => {
    const beside = nodes
      .filter((one) => one.layer === node.layer)
      .toSorted((left, right) => left.row - right.row);
    return {
      node,
      x: edge + beside.indexOf(node) * (nodeWide + gapX),
      y: edge + layers.indexOf(node.layer) * (nodeHigh + gapY),
    };
  });
  return {
    nodes: placed,
    wide: Math.max(0, ...placed.map((one) => one.x + nodeWide)) + edge,
    high: Math.max(0, ...placed.map((one) => one.y + nodeHigh)) + edge,
  };
}

/** The node that an arrow leads to: beside it in its layer, or the nearest of the next layer up or down. */
export function nodeAt(graph: Graph, from: string, key: GraphKey): string {
  const here = graph.nodes.find((one) => one.node.id === from);
  if (here === undefined) return graph.nodes[0]?.node.id ?? from;
  if (key === 'Home') return graph.nodes[0]?.node.id ?? from;
  if (key === 'End') return graph.nodes.at(-1)?.node.id ?? from;
  const isBeside = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const ahead = graph.nodes.filter((one) =>
    isBeside ? one.y === here.y && (one.x - here.x) * sign > 0 : (one.y - here.y) * sign > 0,
  );
  const far = (one: PlacedNode) => Math.abs(one.y - here.y) * 10_000 + Math.abs(one.x - here.x);
  return ahead.toSorted((left, right) => far(left) - far(right))[0]?.node.id ?? from;
}

/** From the foot of one node to the head of another; within a layer from side to side. */
export function edgePath(from: PlacedNode, to: PlacedNode): string {
  if (from.y === to.y) {
    const middle = from.y + nodeHigh / 2;
    return `M${from.x + nodeWide} ${middle}C${from.x + nodeWide + gapX / 2} ${middle} ${to.x - gapX / 2} ${middle} ${to.x} ${middle}`;
  }
  const startX = from.x + nodeWide / 2;
  const startY = from.y + nodeHigh;
  const endX = to.x + nodeWide / 2;
  const bend = Math.max(24, Math.abs(to.y - startY) / 2);
  return `M${startX} ${startY}C${startX} ${startY + bend} ${endX} ${to.y - bend} ${endX} ${to.y}`;
}

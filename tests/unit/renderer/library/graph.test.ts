import { describe, expect, it } from 'vitest';
import {
  nodeAt,
  nodeHigh,
  nodeWide,
  placeNodes,
} from '../../../../renderer/features/library/shape/graphPlaces.ts';
import type { OutlineView } from '../../../../shared/protocol/authoringViews.ts';

const node = (id: string, layer: number, row: number): OutlineView['nodes'][number] => ({
  id,
  kind: 'question',
  text: { fi: id, sv: id, en: id },
  depth: 0,
  redFlag: false,
  layer,
  row,
});
const graph = placeNodes({
  nodes: [
    node('a', 0, 0),
    node('a2', 0, 1),
    node('a3', 0, 2),
    node('b', 1, 0),
    node('c', 1, 1),
    node('d', 4, 0),
    node('e', 4, 1),
    node('f', 4, 2),
  ],
});

describe('the graph of a script', () => {
  it('[LW3] no node lies on another, and all lie on the paper', () => {
    for (const one of graph.nodes) {
      expect(one.x + nodeWide).toBeLessThanOrEqual(graph.wide);
      expect(one.y + nodeHigh).toBeLessThanOrEqual(graph.high);
      for (const other of graph.nodes) {
        if (other === one) continue;
        const isApart = Math.abs(other.x - one.x) >= nodeWide || Math.abs(other.y - one.y) >= nodeHigh;
        expect(isApart).toBe(true);
      }
    }
  });

  it('[LW3] arrows go beside and up and down, and stop at the edge', () => {
    expect(nodeAt(graph, 'b', 'ArrowRight')).toBe('c');
    expect(nodeAt(graph, 'c', 'ArrowLeft')).toBe('b');
    expect(nodeAt(graph, 'c', 'ArrowRight')).toBe('c');
    expect(nodeAt(graph, 'c', 'ArrowDown')).toBe('e');
    expect(nodeAt(graph, 'b', 'ArrowUp')).toBe('a');
    // The next layer first, however well one further off would stand.
    expect(nodeAt(graph, 'f', 'ArrowUp')).toBe('c');
    expect(nodeAt(graph, 'a', 'ArrowUp')).toBe('a');
    expect(nodeAt(graph, 'b', 'End')).toBe('f');
    expect(nodeAt(graph, 'b', 'Home')).toBe('a');
    expect(nodeAt(graph, 'gone', 'ArrowDown')).toBe('a');
  });

  it('[LW3] every node is reached by arrows from the first', () => {
    const reached = new Set(['a']);
    for (const id of reached)
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowLeft', 'ArrowUp'] as const)
        reached.add(nodeAt(graph, id, key));
    expect(reached.size).toBe(graph.nodes.length);
  });
});

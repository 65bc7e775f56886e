// Multi-valued decision diagrams: every function of the answers has exactly one node, so equal means same number.
import { assert } from '../../base/assert.ts';

/** Index of a node. Nodes are never removed: a store lives as long as one proof. */
export type NodeId = number;

/**
 * Three hundred times what the largest script of the library needs. A proof runs where calls and releases are waited
 * for: it must say that a script is too large long before memory says so.
 */
export const diagramCellsMax = 400_000;
/** Pairs of nodes that one step may look at. */
export const pairsMax = 400_000;
export const tooLargeToProve = 'the script is too large to prove';

interface Inner {
  readonly variable: number;
  readonly children: readonly NodeId[];
}

/** The functions of one script, over its questions in the order of asking. */
export class DiagramStore {
  readonly #sizes: readonly number[];
  readonly #nodes: (Inner | { readonly value: number })[] = [];
  readonly #found = new Map<string, NodeId>();
  /** Children of all nodes together: what memory is spent on. */
  #cells = 0;

  /** `sizes`: how many answer classes each question has. */
  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
  }

  get size(): number {
    return this.#nodes.length;
  }

  leaf(value: number): NodeId {
    return this.#intern(`=${value}`, { value });
  }

  /** A question whose answers all lead to one function is not asked by that function: it disappears. */
  inner(variable: number, children: readonly NodeId[]): NodeId {
    const [first] = children;
    assert(
      first !== undefined && children.length === this.#sizes[variable],
      'a child for every answer class',
    );
    if (children.every((child) => child === first)) return first;
    return this.#intern(`${variable}:${children.join(',')}`, { variable, children });
  }

  valueOf(node: NodeId): number | null {
    const found = this.#nodes[node];
    return found !== undefined && 'value' in found ? found.value : null;
  }

  /** The first question the function depends on; leaves come after every question. */
  variableOf(node: NodeId): number {
    const found = this.#nodes[node];
    return found !== undefined && 'variable' in found ? found.variable : Number.POSITIVE_INFINITY;
  }

  childrenOf(node: NodeId): readonly NodeId[] {
    const found = this.#nodes[node];
    return found !== undefined && 'children' in found ? found.children : [];
  }

  /** The function once `variable` is known; the node itself when it does not ask it here. */
  follow(node: NodeId, variable: number, answer: number): NodeId {
    return this.variableOf(node) === variable ? (this.childrenOf(node)[answer] ?? node) : node;
  }

  /** Combines two functions value by value. */
  combine(left: NodeId, right: NodeId, join: (left: number, right: number) => number): NodeId {
    const done = new Map<string, NodeId>();
    const visit = (a: NodeId, b: NodeId): NodeId => {
      const [x, y] = [this.valueOf(a), this.valueOf(b)];
      if (x !== null && y !== null) return this.leaf(join(x, y));
      const key = `${a} ${b}`;
      const known = done.get(key);
      if (known !== undefined) return known;
      const variable = Math.min(this.variableOf(a), this.variableOf(b));
      const children = this.#answers(variable).map((answer) =>
        visit(this.follow(a, variable, answer), this.follow(b, variable, answer)),
      );
      const made = this.inner(variable, children);
      assert(done.size < pairsMax, tooLargeToProve);
      done.set(key, made);
      return made;
    };
    return visit(left, right);
  }

  map(node: NodeId, change: (value: number) => number): NodeId {
    return this.combine(node, this.leaf(0), (value) => change(value));
  }

  /** The function with one question answered. */
  restrict(root: NodeId, variable: number, answer: number): NodeId {
    const done = new Map<NodeId, NodeId>();
    const visit = (node: NodeId): NodeId => {
      const here = this.variableOf(node);
      if (here > variable) return node;
      if (here === variable) return this.follow(node, variable, answer);
      const known = done.get(node);
      if (known !== undefined) return known;
      const made = this.inner(here, this.childrenOf(node).map(visit));
      done.set(node, made);
      return made;
    };
    return visit(root);
  }

  /** Every value the function can take. */
  valuesOf(root: NodeId): Set<number> {
    const seen = new Set<NodeId>();
    const values = new Set<number>();
    const visit = (node: NodeId): void => {
      if (seen.has(node)) return;
      seen.add(node);
      const value = this.valueOf(node);
      if (value !== null) values.add(value);
      this.childrenOf(node).forEach(visit);
    };
    visit(root);
    return values;
  }

  #answers(variable: number): number[] {
    return Array.from({ length: this.#sizes[variable] ?? 0 }, (_, answer) => answer);
  }

  #intern(key: string, node: Inner | { readonly value: number }): NodeId {
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    this.#cells += 'children' in node ? node.children.length : 1;
    assert(this.#cells < diagramCellsMax, tooLargeToProve);
    this.#nodes.push(node);
    this.#found.set(key, this.#nodes.length - 1);
    return this.#nodes.length - 1;
  }
}

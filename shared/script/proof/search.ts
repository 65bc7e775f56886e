// Shortest ways through walks and diagrams. "Shortest" means the fewest worrying answers, then the fewest answers.
import { assert } from '../../base/assert.ts';
import type { ScriptData } from '../compiledScript.ts';
import { type DiagramStore, type NodeId, pairsMax, tooLargeToProve } from './diagram.ts';
import { type PathStep, stepCost } from './dialogue.ts';
import type { Place, PlaceId, Walk } from './walk.ts';

export type Path = readonly PathStep[];

/** The cheapest path from the beginning to every place. Places are numbered children first, so one pass suffices. */
export function pathsFromRoot(script: ScriptData, walk: Walk): (target: PlaceId) => Path {
  const cost = new Array<number>(walk.places.length).fill(Number.POSITIVE_INFINITY);
  const cameBy = new Map<PlaceId, { readonly from: PlaceId; readonly step: PathStep }>();
  cost[walk.root] = 0;
  for (let from = walk.root; from >= 0; from -= 1) {
    const place = walk.places[from];
    const sofar = cost[from] ?? Number.POSITIVE_INFINITY;
    if (place?.kind !== 'ask' || sofar === Number.POSITIVE_INFINITY) continue;
    for (const [answer, to] of place.next.entries()) {
      const step = { question: place.question, answer };
      const total = sofar + stepCost(script, step);
      if (total < (cost[to] ?? Number.POSITIVE_INFINITY)) {
        cost[to] = total;
        cameBy.set(to, { from, step });
      }
    }
  }
  return (target) => {
    const path: PathStep[] = [];
    for (let at = cameBy.get(target); at !== undefined; at = cameBy.get(at.from)) path.unshift(at.step);
    return path;
  };
}

/** The best value over all paths from each place on, with the path: `pick` says which of two is better. */
export function bestOnwards(
  walk: Walk,
  endValue: (place: Extract<Place, { kind: 'end' }>) => number | null,
  pick: {
    readonly step: (step: PathStep) => number;
    readonly isBetter: (left: number, right: number) => boolean;
  },
): { readonly value: readonly (number | null)[]; readonly path: (from: PlaceId) => Path } {
  const value: (number | null)[] = [];
  const choice: (number | null)[] = [];
  for (const place of walk.places) {
    if (place.kind === 'end') {
      value.push(endValue(place));
      choice.push(null);
      continue;
    }
    let best: number | null = null;
    let by: number | null = null;
    for (const [answer, to] of place.next.entries()) {
      const onwards = value[to] ?? null;
      if (onwards === null) continue;
      const total = onwards + pick.step({ question: place.question, answer });
      if (best === null || pick.isBetter(total, best)) {
        best = total;
        by = answer;
      }
    }
    value.push(best);
    choice.push(by);
  }
  const path = (from: PlaceId): Path => {
    const steps: PathStep[] = [];
    for (let at = from; ; ) {
      const place = walk.places[at];
      const answer = choice[at] ?? null;
      if (place?.kind !== 'ask' || answer === null) return steps;
      steps.push({ question: place.question, answer });
      at = place.next[answer] ?? at;
    }
  };
  return { value, path };
}

interface Finding {
  readonly script: ScriptData;
  readonly store: DiagramStore;
  readonly isGoal: (left: number, right: number) => boolean;
}

/** The cheapest answers on which two functions take values that make `isGoal` true; null when there are none. */
export function findPair({ script, store, isGoal }: Finding, left: NodeId, right: NodeId): Path | null {
  type Best = { readonly cost: number; readonly path: Path } | null;
  const done = new Map<string, Best>();
  const visit = (a: NodeId, b: NodeId): Best => {
    const [x, y] = [store.valueOf(a), store.valueOf(b)];
    if (x !== null && y !== null) return isGoal(x, y) ? { cost: 0, path: [] } : null;
    const key = `${a} ${b}`;
    const known = done.get(key);
    if (known !== undefined) return known;
    const question = Math.min(store.variableOf(a), store.variableOf(b));
    let best: Best = null;
    for (let answer = 0; answer < (script.questions[question]?.classes.length ?? 0); answer += 1) {
      const onwards = visit(store.follow(a, question, answer), store.follow(b, question, answer));
      if (onwards === null) continue;
      const step = { question, answer };
      const cost = onwards.cost + stepCost(script, step);
      if (best === null || cost < best.cost) best = { cost, path: [step, ...onwards.path] };
    }
    assert(done.size < pairsMax, tooLargeToProve);
    done.set(key, best);
    return best;
  };
  return visit(left, right)?.path ?? null;
}

/** The cheapest answers that give a function a wanted value. */
export function findValue(
  finding: Omit<Finding, 'isGoal'>,
  node: NodeId,
  isGoal: (value: number) => boolean,
): Path | null {
  return findPair({ ...finding, isGoal: (value) => isGoal(value) }, node, node);
}

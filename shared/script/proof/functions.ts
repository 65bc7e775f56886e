// What a script says with every answer known: the yardstick the running assessment is measured against.

import { highestReach } from '../assess.ts';
import type { Formula } from '../compile/formula.ts';
import type { ScriptData } from '../compiledScript.ts';
import { type DispositionCode, dispositionCodes } from '../disposition.ts';
import { DiagramStore, type NodeId } from './diagram.ts';

export const noRule = -1;

export interface ScriptFunctions {
  readonly store: DiagramStore;
  /** Truth of each rule by itself, 0 or 1. */
  readonly truths: readonly NodeId[];
  /** Index of the first true rule, or {@link noRule}. */
  readonly decides: NodeId;
  /** Number of the final disposition in `dispositionCodes`, raise included, or {@link noRule}. */
  readonly final: NodeId;
}

export function functionsOf(script: ScriptData): ScriptFunctions {
  const store = new DiagramStore(script.questions.map((question) => question.classes.length));
  const truths = script.rules.map((rule) => truthDiagram(store, script, rule.when));
  const decides = truths.reduceRight(
    (rest, truth, index) => store.combine(truth, rest, (isTrue, later) => (isTrue === 1 ? index : later)),
    store.leaf(noRule),
  );
  // One bit per row of the vulnerability screen, so that one diagram holds them all.
  const rows = script.raises.reduce(
    (bits, row, index) =>
      store.combine(
        bits,
        truthDiagram(store, script, row.when),
        (sofar, isTrue) => sofar + isTrue * 2 ** index,
      ),
    store.leaf(0),
  );
  const final = store.combine(decides, rows, (rule, bits) => {
    const from = script.rules[rule]?.to;
    if (from === undefined) return noRule;
    const active = script.raises.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
    return dispositionCodes.indexOf(highestReach(active, from));
  });
  return { store, truths, decides, final };
}

export function codeAt(value: number): DispositionCode | null {
  return dispositionCodes[value] ?? null;
}

function truthDiagram(store: DiagramStore, script: ScriptData, formula: Formula): NodeId {
  switch (formula.kind) {
    case 'always':
      return store.leaf(1);
    case 'never':
      return store.leaf(0);
    case 'atom': {
      const classes = script.questions[formula.question]?.classes ?? [];
      return store.inner(
        formula.question,
        classes.map((_, answer) => store.leaf(formula.holds[answer] === true ? 1 : 0)),
      );
    }
    default: {
      const isAny = formula.kind === 'any';
      const join = (left: number, right: number) => (isAny ? Math.max(left, right) : Math.min(left, right));
      return formula.of
        .map((child) => truthDiagram(store, script, child))
        .reduce((sofar, child) => store.combine(sofar, child, join), store.leaf(isAny ? 0 : 1));
    }
  }
}

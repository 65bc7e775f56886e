// Keeps AU2. A script as one set of nodes for two views: a graph in layers, and an outline for eyes and keyboard.
import type { LocalText } from '../../base/text.ts';
import { answerText, each } from '../answerText.ts';
import type { Formula } from '../compile/formula.ts';
import type { CompiledQuestion, CompiledRule, ScriptData } from '../compiledScript.ts';
import { type DispositionCode, dispositions, rankOf, redFlagRank } from '../disposition.ts';

export interface OutlineNode {
  readonly id: string;
  readonly kind: 'question' | 'rule' | 'outcome';
  readonly text: LocalText;
  readonly depth: number;
  readonly redFlag: boolean;
  /** Where the graph draws it, in layers from the first question. */
  readonly layer: number;
  readonly row: number;
}

export interface OutlineEdge {
  readonly from: string;
  readonly to: string;
  readonly label: LocalText | null;
}

export interface Outline {
  readonly nodes: readonly OutlineNode[];
  readonly edges: readonly OutlineEdge[];
}

const askId = (question: CompiledQuestion) => `ask.${question.id}`;
const ruleId = (rule: CompiledRule) => `decide.${rule.index}`;
const outcomeId = (code: DispositionCode) => `outcome.${code}`;

/**
 * Questions go down in the order of asking, one layer each. A rule stands beside the last question it needs, because
 * there it becomes certain; outcomes stand in the last layer, the most urgent first.
 */
export function outlineScript(script: ScriptData): Outline {
  const rulesAt = new Map<number, CompiledRule[]>();
  for (const rule of script.rules) {
    const asked = atomsOf(rule.when).map((atom) => atom.question);
    // What holds for everybody else is certain only at the end.
    const last = asked.length === 0 ? script.questions.length - 1 : Math.max(...asked);
    rulesAt.set(last, [...(rulesAt.get(last) ?? []), rule]);
  }
  const nodes: OutlineNode[] = [];
  const edges: OutlineEdge[] = [];
  for (const question of script.questions) {
    const before = script.questions[question.index - 1];
    if (before !== undefined) edges.push({ from: askId(before), to: askId(question), label: null });
    nodes.push(questionNode(question));
    for (const [row, rule] of (rulesAt.get(question.index) ?? []).entries()) {
      nodes.push(ruleNode(rule, question.index, row + 1));
      edges.push(...edgesOf(script, rule));
    }
  }
  const codes = [...new Set(script.rules.map((rule) => rule.to))].sort((a, b) => rankOf(b) - rankOf(a));
  for (const [row, code] of codes.entries()) {
    nodes.push({
      id: outcomeId(code),
      kind: 'outcome',
      text: dispositions[code].text,
      depth: 0,
      redFlag: rankOf(code) === redFlagRank,
      layer: script.questions.length,
      row,
    });
  }
  return { nodes, edges };
}

function questionNode(question: CompiledQuestion): OutlineNode {
  const { say, red_flag: redFlag } = question.question;
  return {
    id: askId(question),
    kind: 'question',
    text: say,
    depth: 0,
    redFlag,
    layer: question.index,
    row: 0,
  };
}

function ruleNode(rule: CompiledRule, layer: number, row: number): OutlineNode {
  const text = rule.because ?? dispositions[rule.to].text;
  return { id: ruleId(rule), kind: 'rule', text, depth: 1, redFlag: rule.rank === redFlagRank, layer, row };
}

/** From every question a rule needs, with the answers that speak for it; then on to its outcome. */
function edgesOf(script: ScriptData, rule: CompiledRule): OutlineEdge[] {
  const answers = new Map<number, Set<number>>();
  for (const { question, holds } of atomsOf(rule.when)) {
    const known = answers.get(question) ?? new Set<number>();
    for (const [answer, isHeld] of holds.entries()) if (isHeld) known.add(answer);
    answers.set(question, known);
  }
  const asked = [...answers].flatMap(([index, speaking]): OutlineEdge[] => {
    const question = script.questions[index];
    if (question === undefined) return [];
    return [{ from: askId(question), to: ruleId(rule), label: labelOf(question, speaking) }];
  });
  return [...asked, { from: ruleId(rule), to: outcomeId(rule.to), label: null }];
}

function labelOf(
  { question, classes, thresholds }: CompiledQuestion,
  speaking: ReadonlySet<number>,
): LocalText {
  const isNumeric = thresholds.length > 0;
  return each((language) =>
    [...speaking]
      .sort((a, b) => a - b)
      .map((answer) => {
        const words = answerText(question, classes[answer]?.sample)[language];
        // A class of numbers is shown by one of them.
        return isNumeric && answer < classes.length - 1 ? `~${words}` : words;
      })
      .join(' / '),
  );
}

type Atom = Extract<Formula, { kind: 'atom' }>;

function atomsOf(formula: Formula): Atom[] {
  if (formula.kind === 'atom') return [formula];
  return 'of' in formula ? formula.of.flatMap(atomsOf) : [];
}

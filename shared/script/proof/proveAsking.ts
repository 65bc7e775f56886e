// Keeps SC16, SC17. Red flags first, and no question that cannot change the outcome.
import { assert } from '../../base/assert.ts';
import { type DispositionCode, dispositionCodes, redFlagRank } from '../disposition.ts';
import type { NodeId } from './diagram.ts';
import { dialogueLine, stepCost } from './dialogue.ts';
import { noRule } from './functions.ts';
import { bestOnwards, pathsFromRoot } from './search.ts';
import type { Proving, Violation } from './violation.ts';
import type { AskPlace, PlaceId } from './walk.ts';

/** On no conversation that ends in a red flag is a question asked that only milder rules need. */
export function proveRedFlagsFirst(proving: Proving): Violation[] {
  const { script, walk } = proving;
  const urgent = bestOnwards(walk, (end) => (script.rules[end.rule]?.rank === redFlagRank ? 0 : null), {
    step: (step) => stepCost(script, step),
    isBetter: (left, right) => left < right,
  });
  const late = (place: AskPlace, id: PlaceId) =>
    place.certain === noRule && !place.forRedFlag && urgent.value[id] !== null;
  return firstPerQuestion(proving, late).map(
    ({ question, id, path }): Violation => ({
      property: 'redFlagsFirst',
      subject: script.questions[question]?.id ?? '',
      message: {
        fi: 'Tätä tarvitsevat tässä vain lievemmät säännöt, mutta hätätapaus voi vielä selvitä myöhemmin.',
        sv: 'Det här behövs här bara av lindrigare regler, men en nödsituation kan ännu komma fram efter det.',
        en: 'Only milder rules need this here, yet an emergency may still come to light after it.',
      },
      dialogue: [...path, ...urgent.path(id)].map((step) => dialogueLine(script, step)),
    }),
  );
}

/**
 * Every place of the walk becomes its canonical function of the answers still to come. A question whose answers
 * all lead to the same function is needless. The root must be the script's own function: that is the proof that
 * ending early never changes an outcome.
 */
export function proveNoNeedlessQuestion(proving: Proving): Violation[] {
  const { script, walk, functions } = proving;
  const { store, decides } = functions;
  const outcomeOf = outcomeNumbers(proving);
  const inScript: NodeId[] = [];
  const screen: (NodeId | null)[] = [];
  const needless = new Set<PlaceId>();
  for (const [id, place] of walk.places.entries()) {
    if (place.kind === 'end') {
      inScript.push(store.leaf(outcomeOf(place.rule)));
      screen.push(store.leaf(codeNumber(place.to)));
      continue;
    }
    const inScreen = place.certain !== noRule;
    const children = place.next.map((next) => (inScreen ? (screen[next] ?? 0) : (inScript[next] ?? 0)));
    if (children.every((child) => child === children[0])) needless.add(id);
    const node = store.inner(place.question, children);
    inScript.push(inScreen ? store.leaf(outcomeOf(place.certain)) : node);
    screen.push(inScreen ? node : null);
  }
  const whole = store.map(decides, outcomeOf);
  assert(inScript[walk.root] === whole, `${script.id}: the running assessment and the rules disagree`);
  return firstPerQuestion(proving, (_, id) => needless.has(id)).map(
    ({ question, path }): Violation => ({
      property: 'noNeedlessQuestion',
      subject: script.questions[question]?.id ?? '',
      message: {
        fi: 'Vastaus tähän ei voi enää muuttaa tulosta, mutta kysymys kysytään.',
        sv: 'Svaret kan inte längre ändra utfallet, men frågan ställs.',
        en: 'The answer can no longer change the outcome, yet the question is asked.',
      },
      dialogue: [...path, { question, answer: script.questions[question]?.reassuring ?? 0 }].map((step) =>
        dialogueLine(script, step),
      ),
    }),
  );
}

/** What counts as the same outcome of the rules, as a number for the diagrams. */
function outcomeNumbers({ script }: Proving): (rule: number) => number {
  const names = script.rules.map((rule) => rule.outcome);
  return (rule) => (rule === noRule ? noRule : names.indexOf(names[rule] ?? ''));
}

function codeNumber(code: DispositionCode | null): number {
  return code === null ? noRule : dispositionCodes.indexOf(code);
}

interface Finding {
  readonly question: number;
  readonly id: PlaceId;
  readonly path: ReturnType<ReturnType<typeof pathsFromRoot>>;
}

/** One counterexample per question, with the shortest way to it. */
function firstPerQuestion(
  { script, walk }: Proving,
  isWrong: (place: AskPlace, id: PlaceId) => boolean,
): Finding[] {
  const pathTo = pathsFromRoot(script, walk);
  const found = new Map<number, Finding>();
  for (const [id, place] of walk.places.entries()) {
    if (place.kind !== 'ask' || !isWrong(place, id)) continue;
    const path = pathTo(id);
    const known = found.get(place.question);
    if (known === undefined || path.length < known.path.length)
      found.set(place.question, { question: place.question, id, path });
  }
  return [...found.values()];
}

// Keeps SC14. Total, reachable with a witness, nothing shadowed.
import { dialogueOf } from './dialogue.ts';
import { noRule } from './functions.ts';
import { findValue, type Path, pathsFromRoot } from './search.ts';
import { type Proving, ruleName, type Violation } from './violation.ts';
import type { PlaceId } from './walk.ts';

export interface Witnesses {
  /** For each rule, the shortest conversation that ends by it. */
  readonly rules: readonly (Path | null)[];
  /** For each question, the shortest conversation up to it. Information questions need none. */
  readonly questions: readonly (Path | null)[];
}

export function findWitnesses({ script, walk }: Proving): Witnesses {
  const pathTo = pathsFromRoot(script, walk);
  const ruleAt = new Map<number, PlaceId[]>();
  const questionAt = new Map<number, PlaceId[]>();
  for (const [id, place] of walk.places.entries()) {
    const [map, key] =
      place.kind === 'end' ? ([ruleAt, place.rule] as const) : ([questionAt, place.question] as const);
    map.set(key, [...(map.get(key) ?? []), id]);
  }
  const shortest = (places: readonly PlaceId[] | undefined): Path | null =>
    (places ?? [])
      .map(pathTo)
      .reduce<Path | null>((best, path) => (best === null || path.length < best.length ? path : best), null);
  return {
    rules: script.rules.map((rule) => shortest(ruleAt.get(rule.index))),
    questions: script.questions.map((question) => shortest(questionAt.get(question.index))),
  };
}

export function proveTotal({ script, functions }: Proving): Violation[] {
  const { store, decides } = functions;
  const path = findValue({ script, store }, decides, (value) => value === noRule);
  if (path === null) return [];
  return [
    {
      property: 'total',
      subject: 'decide',
      message: {
        fi: 'Näillä vastauksilla mikään sääntö ei täyty, joten arvio ei pääty.',
        sv: 'Med de här svaren är ingen regel sann, så bedömningen får inget utfall.',
        en: 'With these answers no rule is true, so the assessment has no outcome.',
      },
      dialogue: dialogueOf(script, path),
    },
  ];
}

export function proveReachable(proving: Proving, witnesses: Witnesses): Violation[] {
  const { script } = proving;
  const rules = script.rules.flatMap((rule) =>
    witnesses.rules[rule.index] === null ? whyNever(proving, rule.index) : [],
  );
  const questions = script.questions
    .filter((question) => question.stage !== 'info' && witnesses.questions[question.index] === null)
    .map(
      (question): Violation => ({
        property: 'reachable',
        subject: question.id,
        message: {
          fi: 'Kysymystä ei kysytä missään keskustelussa.',
          sv: 'Inget samtal kommer någonsin till den här frågan.',
          en: 'No conversation ever comes to this question.',
        },
        dialogue: [],
      }),
    );
  return [...rules, ...questions];
}

/** Three different mistakes: never true, always preceded, or certain before its own questions are asked. */
function whyNever({ script, functions }: Proving, index: number): Violation[] {
  const { store, truths, decides } = functions;
  const subject = ruleName(script, index);
  const truth = truths[index] ?? store.leaf(0);
  const whenTrue = findValue({ script, store }, truth, (value) => value === 1);
  if (whenTrue === null) {
    const message = {
      fi: 'Sääntö ei voi koskaan täyttyä.',
      sv: 'Regeln kan aldrig bli sann.',
      en: 'The rule can never be true.',
    };
    return [{ property: 'reachable', subject, message, dialogue: [] }];
  }
  const dialogue = dialogueOf(script, whenTrue);
  if (store.valuesOf(decides).has(index)) {
    const message = {
      fi: 'Keskustelu ei koskaan pääty tähän sääntöön: sama tulos on varma jo ennen sen kysymyksiä.',
      sv: 'Inget samtal slutar med den här regeln: samma utfall är säkert före dess frågor.',
      en: 'No conversation ends by this rule: the same outcome is certain before its questions are asked.',
    };
    return [{ property: 'reachable', subject, message, dialogue }];
  }
  const taker = firstTrue({ script, functions, path: whenTrue, before: index });
  const by = taker === null ? '' : ruleName(script, taker);
  const message = {
    fi: `Aiempi sääntö vie aina tämän paikan (esimerkissä ${by}).`,
    sv: `En tidigare regel tar alltid dess plats (i exemplet ${by}).`,
    en: `An earlier rule always takes its place (in the example ${by}).`,
  };
  return [{ property: 'unshadowed', subject, message, dialogue }];
}

interface Taking extends Pick<Proving, 'script' | 'functions'> {
  readonly path: Path;
  readonly before: number;
}

function firstTrue({ functions, path, before }: Taking): number | null {
  const { store, truths } = functions;
  const taken = truths.slice(0, before).findIndex((truth) => {
    const rest = path.reduce((node, step) => store.restrict(node, step.question, step.answer), truth);
    return [...store.valuesOf(rest)].includes(1);
  });
  return taken < 0 ? null : taken;
}

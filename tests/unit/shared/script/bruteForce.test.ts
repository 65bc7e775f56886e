import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, type Answers, assess, classesOf } from '../../../../shared/script/assess.ts';
import { markOpen, truthOf } from '../../../../shared/script/compile/formula.ts';
import { type CompiledScript, compileScript } from '../../../../shared/script/compileScript.ts';
import { rankOf, redFlagRank } from '../../../../shared/script/disposition.ts';
import { proveScript } from '../../../../shared/script/proof/proveScript.ts';
import type { Script } from '../../../../shared/script/scriptFormat.ts';
import { replay } from '../../../../shared/script/stepScript.ts';
import { makeScript } from './makeScript.ts';
import { type RandomScript, randomScript } from './randomScript.ts';
import { ownQuestions, referenceRule } from './referenceEvaluator.ts';

const runs = 80;

/** Numbers on both sides of every threshold the maker uses, and no class of the compiler. */
const candidates: Readonly<Record<string, readonly Answer[]>> = {
  yes_no: ['no', 'yes', 'unknown'],
  choice: ['a', 'b', 'c', 'unknown'],
  number: [0, 1, 2, 2.5, 3, 4, 5, 6, 30, 'unknown'],
};

function everyAnswer(script: CompiledScript): Answers[] {
  return script.questions.reduce<Answers[]>(
    (all, { id, question }) =>
      all.flatMap((answers) =>
        (candidates[question.type] ?? []).map((answer) => ({ ...answers, [id]: answer })),
      ),
    [{}],
  );
}

/** Asks as the desk does: only what is needed, in order. */
function converse(script: CompiledScript, truth: Answers) {
  let answers: Answers = {};
  for (let asked = 0; ; asked += 1) {
    const view = assess(script, answers);
    const [next] = view.needed;
    if (next === undefined) return { view, asked, answers };
    answers = { ...answers, [next]: truth[next] ?? 'unknown' };
  }
}

function build({ ask, decide, block }: RandomScript): { authored: Script; script: CompiledScript } {
  const authored = makeScript({ ask, decide, include: ['screen@1'] });
  return { authored, script: compileScript(authored, [block]) };
}

function rankWith(script: CompiledScript, answers: Answers): number {
  const { proposal } = assess(script, answers);
  return proposal === null ? 0 : rankOf(proposal.disposition);
}

/** The rank without the vulnerability screen. */
function baseRank(script: CompiledScript, authored: Script, answers: Answers): number {
  const rule = referenceRule(authored.decide, ownQuestions(authored), answers);
  return script.rules[rule]?.rank ?? 0;
}

describe('small random scripts, every answer tried', () => {
  test('[SC19] with full answers the runtime finds the rule of the reference evaluator', () => {
    fc.assert(
      fc.property(randomScript, (parts) => {
        const { authored, script } = build(parts);
        for (const answers of everyAnswer(script)) {
          const expected = referenceRule(authored.decide, ownQuestions(authored), answers);
          expect(assess(script, answers).proposal?.ruleIndex ?? -1).toBe(expected);
        }
      }),
      { numRuns: 300, seed: 41 },
    );
  });

  test('[SC7] ending early never changes the urgency, and the figures are those of all conversations', () => {
    fc.assert(
      fc.property(randomScript, (parts) => {
        const { script } = build(parts);
        const { figures } = proveScript(script);
        const lengths = new Set<number>();
        for (const truth of everyAnswer(script)) {
          const { view, asked } = converse(script, truth);
          lengths.add(asked);
          const full = assess(script, truth).proposal;
          const early = view.proposal;
          expect(early && rankOf(early.disposition)).toBe(full && rankOf(full.disposition));
        }
        expect([figures.shortest, figures.longest]).toEqual([Math.min(...lengths), Math.max(...lengths)]);
      }),
      { numRuns: runs, seed: 42 },
    );
  });

  test('[SC14] total, reachable and unshadowed are proved exactly when trying every answer agrees', () => {
    fc.assert(
      fc.property(randomScript, (parts) => {
        const { script } = build(parts);
        const all = everyAnswer(script);
        const ends = all.map((truth) => converse(script, truth));
        const proof = proveScript(script);
        const reached = new Set(ends.map(({ view }) => view.proposal?.ruleIndex ?? -1));
        expect(proof.proved.includes('total')).toBe(!reached.has(-1));
        const missing = script.rules.filter((rule) => !reached.has(rule.index)).length;
        const reported = proof.violations.filter(
          (one) =>
            (one.property === 'reachable' || one.property === 'unshadowed') &&
            one.subject.startsWith('decide'),
        );
        expect(reported).toHaveLength(missing);
        const asked = new Set(ends.flatMap(({ answers }) => Object.keys(answers)));
        const never = script.questions
          .filter((one) => one.stage !== 'info' && !asked.has(one.id))
          .map((one) => one.id);
        const said = proof.violations.filter(
          (one) => one.property === 'reachable' && !one.subject.startsWith('decide'),
        );
        expect(said.map((one) => one.subject)).toEqual(never);
      }),
      { numRuns: runs, seed: 43 },
    );
  });

  test('[SC15] a fall in urgency is reported exactly when trying every pair of answers finds one', () => {
    fc.assert(
      fc.property(randomScript, (parts) => {
        const { authored, script } = build(parts);
        const falls = new Set<string>();
        for (const answers of everyAnswer(script)) {
          for (const question of script.questions) {
            for (const [lower, higher] of question.order) {
              const milder = { ...answers, [question.id]: question.classes[lower]?.sample ?? '' };
              const worse = { ...answers, [question.id]: question.classes[higher]?.sample ?? '' };
              const isFall =
                baseRank(script, authored, milder) > baseRank(script, authored, worse) ||
                rankWith(script, milder) > rankWith(script, worse);
              if (isFall) falls.add(question.id);
            }
          }
        }
        const reported = proveScript(script).violations.filter((one) => one.property === 'monotone');
        expect(reported.map((one) => one.subject).sort()).toEqual([...falls].sort());
      }),
      { numRuns: 30, seed: 44 },
    );
  });

  test('[SC17] a question is called needless exactly when no answer to it changes any ending from there', () => {
    fc.assert(
      fc.property(randomScript, (parts) => {
        const { script } = build(parts);
        const all = everyAnswer(script);
        const rankAndGoto = (truth: Answers) => {
          const rule = script.rules[assess(script, truth).proposal?.ruleIndex ?? -1];
          return `${rule?.rank} ${rule?.goto}`;
        };
        const needless = new Set<string>();
        const visited = new Set<string>();
        const walk = (answers: Answers): void => {
          const key = JSON.stringify(answers);
          const view = assess(script, answers);
          const [next] = view.needed;
          if (visited.has(key) || next === undefined || view.stage !== 'script') return;
          visited.add(key);
          const endings = (truth: Answers) =>
            new Set(
              (candidates[questionType(script, next)] ?? []).map((one) =>
                rankAndGoto({ ...truth, [next]: one }),
              ),
            );
          const matching = all.filter((truth) =>
            Object.entries(answers).every(([id, answer]) => truth[id] === answer),
          );
          if (matching.every((truth) => endings(truth).size === 1)) needless.add(next);
          for (const answer of candidates[questionType(script, next)] ?? [])
            walk({ ...answers, [next]: answer });
        };
        walk({});
        const reported = proveScript(script).violations.filter(
          (one) => one.property === 'noNeedlessQuestion',
        );
        expect(reported.map((one) => one.subject).sort()).toEqual([...needless].sort());
      }),
      { numRuns: 50, seed: 45 },
    );
  });

  test('[SC16] a mild question before a red flag is reported exactly when a conversation that is tried has one', () => {
    fc.assert(
      fc.property(randomScript, (parts) => {
        const { script } = build(parts);
        const late = new Set<string>();
        // Of every conversation: what was asked where no open red flag needed it, if it ended in a red flag after all.
        const walk = (answers: Answers, mild: readonly string[]): void => {
          const view = assess(script, answers);
          const [next] = view.needed;
          if (next === undefined) {
            const rule = script.rules[view.proposal?.ruleIndex ?? -1];
            if (rule?.rank === redFlagRank) for (const id of mild) late.add(id);
            return;
          }
          const isMild = view.stage === 'script' && !neededByRedFlag(script, answers).has(next);
          for (const answer of candidates[questionType(script, next)] ?? [])
            walk({ ...answers, [next]: answer }, isMild ? [...mild, next] : mild);
        };
        walk({}, []);
        const reported = proveScript(script).violations.filter((one) => one.property === 'redFlagsFirst');
        expect(reported.map((one) => one.subject).sort()).toEqual([...late].sort());
      }),
      { numRuns: runs, seed: 47 },
    );
  });

  test('[SC14] [SC15] every counterexample, played as it is told, shows what it says', () => {
    fc.assert(
      fc.property(randomScript, (parts) => {
        const { script } = build(parts);
        for (const { property, dialogue } of proveScript(script).violations) {
          if (property !== 'total' && property !== 'unshadowed' && property !== 'monotone') continue;
          const told = Object.fromEntries(dialogue.map((line) => [line.questionId, line.answer]));
          const reassured = Object.fromEntries(
            script.questions.map((one) => [
              one.id,
              told[one.id] ?? one.classes[one.reassuring]?.sample ?? 'unknown',
            ]),
          );
          const ends = assess(script, reassured).proposal;
          if (property === 'total') expect(ends).toBeNull();
          if (property === 'unshadowed') expect(ends).not.toBeNull();
          if (property !== 'monotone') continue;
          const last = dialogue.at(-1);
          const question = script.questions.find((one) => one.id === last?.questionId);
          const milder = (question?.classes ?? []).map((one) =>
            rankWith(script, { ...reassured, [question?.id ?? '']: one.sample }),
          );
          // Some answer to the same question, all else equal, is more urgent than the worse one told last.
          expect(Math.max(...milder)).toBeGreaterThan(rankWith(script, reassured));
        }
      }),
      { numRuns: 150, seed: 48 },
    );
  });

  test('[SC10] the machine of XState stands where the assessment stands, whatever the order of answers', () => {
    fc.assert(
      fc.property(randomScript, fc.array(fc.nat(), { maxLength: 8 }), (parts, picks) => {
        const { script } = build(parts);
        const all = everyAnswer(script);
        const given = picks.map((pick) => {
          const question = script.questions[pick % script.questions.length];
          const questionId = question?.id ?? '';
          return { questionId, answer: all[pick % all.length]?.[questionId] ?? 'unknown' };
        });
        const answers = Object.fromEntries(given.map((one) => [one.questionId, one.answer]));
        const view = assess(script, answers);
        const position = replay(script, given);
        expect(position.view).toEqual(view);
        const outcome = view.proposal === null ? 'outcome_none' : `outcome_${view.proposal.disposition}`;
        expect(position.state).toBe(view.needed.length > 0 ? `ask_${view.needed[0]}` : outcome);
      }),
      { numRuns: runs, seed: 46 },
    );
  });
});

/** Unanswered questions of red flags that are still open, with everything each of them names. */
function neededByRedFlag(script: CompiledScript, answers: Answers): ReadonlySet<string> {
  const classes = classesOf(script, answers);
  const marks = new Uint8Array(script.questions.length);
  for (const rule of script.rules) {
    const truth = truthOf(rule.when, classes);
    if (truth === 1) break;
    if (truth === 0 && rule.rank === redFlagRank) markOpen(rule.when, classes, marks);
  }
  return new Set(script.questions.filter((one) => marks[one.index] === 1).map((one) => one.id));
}

function questionType(script: CompiledScript, id: string): string {
  return script.questions.find((one) => one.id === id)?.question.type ?? '';
}
